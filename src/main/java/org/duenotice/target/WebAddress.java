package org.duenotice.target;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A web address taken apart, every part in its normal spelling.
 *
 * @param host lower-case ASCII without www, or an application's scheme with its colon
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
        var segments = new ArrayList<String>();
        var from = 1;
        while (from < path.length()) {
            var slash = path.indexOf('/', from);
            var end = slash < 0 ? path.length() : slash;
            if (end > from) {
                segments.add(PercentEncoding.decode(path.substring(from, end)));
            }
            from = end + 1;
        }
        return segments;
    }

    /** The last segments as they are spelled, with what is between them and after them. */
    String lastSegments(int count) {
        var from = path.length();
        var left = count;
        for (var at = path.length() - 1; at >= 0 && left > 0; at--) {
            var begins = path.charAt(at) == '/' && at + 1 < path.length() && path.charAt(at + 1) != '/';
            if (begins) {
                from = at + 1;
                left--;
            }
        }
        return path.substring(from);
    }

    /** A parameter's decoded value, the first if it is repeated; null if there is none or an empty one. */
    String value(String name) {
        for (var parameter : query) {
            if (parameter.name().equals(name) && !parameter.value().isEmpty()) {
                return parameter.value();
            }
        }
        return null;
    }

    String queryString() {
        return query.isEmpty() ? "" : query.stream().map(Parameter::spelling).collect(Collectors.joining("&", "?", ""));
    }

    /** All parameters as one decoded text. */
    String wholeQuery() {
        return query.isEmpty() ? "" : PercentEncoding.decode(queryString().substring(1));
    }

    /** The part after # where a single-page application keeps its route; any other fragment is a place on the page. */
    String route() {
        var isRoute = fragment.startsWith("/") || fragment.startsWith("!");
        var route = isRoute ? withoutSlashesAtEnd(fragment) : "";
        return route.length() < 2 ? "" : "#" + route;
    }

    WebAddress at(String otherHost) {
        return new WebAddress(otherHost, port, path, query, fragment);
    }

    WebAddress with(String otherPath) {
        return new WebAddress(host, port, otherPath, query, fragment);
    }

    private static String withoutSlashesAtEnd(String text) {
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }
}
