package org.duenotice.target;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A web address taken apart, every part in its normal spelling.
 *
 * @param host lower-case ASCII without www
 * @param port empty for the default ports, else such as ":8080"
 * @param path begins with a slash, without dot segments
 */
record WebAddress(String host, String port, String path, List<Parameter> query, String fragment) {

    /**
     * One part of the query.
     *
     * @param name decoded
     * @param value decoded, empty if there is none
     * @param spelling the part as it stands in an address
     */
    record Parameter(String name, String value, String spelling) {}

    /** The path's decoded segments; empty ones do not count. */
    List<String> segments() {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(PercentEncoding::decode)
                .toList();
    }

    /** A parameter's decoded value, the first if it is repeated; empty text counts as absent. */
    Optional<String> parameter(String name) {
        return query.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    String queryString() {
        return query.stream().map(Parameter::spelling).collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }

    /** The part after # where a single-page application keeps its route; any other fragment is a place on the page. */
    String route() {
        boolean isRoute = fragment.startsWith("/") || fragment.startsWith("!");
        String route = isRoute ? withoutSlashesAtEnd(fragment) : "";
        return route.length() < 2 ? "" : "#" + route;
    }

    WebAddress at(String otherHost) {
        return new WebAddress(otherHost, port, path, query, fragment);
    }

    private static String withoutSlashesAtEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }
}
