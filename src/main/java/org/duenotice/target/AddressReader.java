package org.duenotice.target;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.duenotice.target.IllegalAddress.Problem;
import org.duenotice.target.WebAddress.Parameter;

/** Takes an entered text apart the way a browser does. */
final class AddressReader {

    private static final int LONGEST = 2048;
    private static final int LONGEST_SCHEME = 253;
    private static final String INTENT = "intent://";
    private static final String INTENT_EXTRAS = "#Intent;";
    private static final String INTENT_SCHEME = ";scheme=";
    private static final String ANDROID_APP = "android-app://";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern PORT = Pattern.compile("[0-9]{0,5}");

    private AddressReader() {}

    /**
     * @param applications schemes of links that open an application; their scheme with its colon is the host
     * @throws IllegalAddress if the text is not the address of online content
     */
    static WebAddress read(String entered, Set<String> applications) {
        String text = withoutBrowser(checked(entered));
        String scheme = scheme(text, applications);
        return switch (scheme) {
            case "" -> readAfterScheme(text.startsWith("//") ? text.substring(2) : text);
            case "http", "https" -> readAfterScheme(withoutSlashes(text.substring(scheme.length() + 1)));
            default -> readLink(scheme, withoutSlashes(text.substring(scheme.length() + 1)), applications);
        };
    }

    /** What an application is asked to open instead of a browser: {@code intent://host/…#Intent;scheme=https;end} and the like. */
    private static String withoutBrowser(String text) {
        if (text.regionMatches(true, 0, INTENT, 0, INTENT.length())) {
            int extras = text.indexOf(INTENT_EXTRAS);
            int scheme = extras < 0 ? -1 : text.indexOf(INTENT_SCHEME, extras);
            if (scheme > 0) {
                int start = scheme + INTENT_SCHEME.length();
                return text.substring(start, endOf(text, start, ";")) + text.substring(INTENT.length() - 3, extras);
            }
        }
        if (text.regionMatches(true, 0, ANDROID_APP, 0, ANDROID_APP.length())) {
            int scheme = endOf(text, ANDROID_APP.length(), "/") + 1;
            int link = endOf(text, scheme, "/") + 1;
            if (link <= text.length()) {
                return text.substring(scheme, link - 1) + "://" + text.substring(link);
            }
        }
        return text;
    }

    private static WebAddress readLink(String scheme, String link, Set<String> applications) {
        if (!applications.contains(scheme)) {
            throw new IllegalAddress(Problem.SCHEME_UNSUPPORTED);
        }
        return readAfterScheme("app.invalid/" + link).at(scheme + ":");
    }

    /** @param text host, path, query and fragment */
    static WebAddress readAfterScheme(String text) {
        int hash = endOf(text, 0, "#");
        int question = endOf(text.substring(0, hash), 0, "?");
        int slash = endOf(text.substring(0, question), 0, "/\\");
        String authority = text.substring(text.lastIndexOf('@', slash - 1) + 1, slash);
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        return new WebAddress(
                Hosts.normalise(colon < 0 ? authority : authority.substring(0, colon)),
                port(colon < 0 ? "" : authority.substring(colon + 1)),
                path(text.substring(slash, question)),
                query(question < hash ? text.substring(question + 1, hash) : ""),
                PercentEncoding.normalise(
                        hash < text.length() ? text.substring(hash + 1) : "", PercentEncoding.FRAGMENT));
    }

    private static String checked(String entered) {
        String text = PastedText.withoutBlanks(entered);
        if (text.isEmpty()) {
            throw new IllegalAddress(Problem.EMPTY);
        }
        if (text.length() > LONGEST) {
            throw new IllegalAddress(Problem.TOO_LONG);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalAddress(Problem.CONTROL_CHARACTERS);
        }
        return text;
    }

    /** Empty for an address entered without a scheme, also if a port follows the host. */
    private static String scheme(String text, Set<String> applications) {
        int colon = text.indexOf(':');
        if (colon < 0
                || colon > LONGEST_SCHEME
                || !SCHEME.matcher(text.substring(0, colon)).matches()) {
            return "";
        }
        String scheme = Spelling.lower(text.substring(0, colon));
        if (applications.contains(scheme)) {
            return scheme;
        }
        boolean isHost = text.lastIndexOf('.', colon) >= 0 && !text.startsWith("//", colon + 1);
        return isHost ? "" : scheme;
    }

    private static String withoutSlashes(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '/' || text.charAt(start) == '\\')) {
            start++;
        }
        return text.substring(start);
    }

    private static int endOf(String text, int from, String marks) {
        int end = from;
        while (end < text.length() && marks.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Both default ports are dropped under both schemes, because http and https name the same page. */
    private static String port(String text) {
        if (!PORT.matcher(text).matches()) {
            throw new IllegalAddress(Problem.PORT_INVALID);
        }
        int number = text.isEmpty() ? 443 : Integer.parseInt(text);
        if (number < 1 || number > 65535) {
            throw new IllegalAddress(Problem.PORT_INVALID);
        }
        return number == 80 || number == 443 ? "" : ":" + number;
    }

    private static String path(String text) {
        String spelled = PercentEncoding.normalise(text.replace('\\', '/'), PercentEncoding.PATH);
        Deque<String> kept = new ArrayDeque<>();
        String[] segments =
                spelled.isEmpty() ? new String[0] : spelled.substring(1).split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static List<Parameter> query(String text) {
        return Arrays.stream(text.split("&"))
                .filter(part -> !part.isEmpty())
                .map(AddressReader::parameter)
                .toList();
    }

    private static Parameter parameter(String part) {
        String spelling = PercentEncoding.normalise(part.replace('+', ' '), PercentEncoding.QUERY);
        int equals = spelling.indexOf('=');
        String name = equals < 0 ? spelling : spelling.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(part.indexOf('=') + 1);
        return new Parameter(PercentEncoding.decode(name), PercentEncoding.decode(value), spelling);
    }
}
