package org.duenotice.target;

import java.util.Set;

/**
 * How a key or an address is written from values: <code>tg:post:{name}/{post}[/comment/{comment}]</code>. What stands in brackets
 * is left out when its value is.
 */
final class Writing {

    /** Values that are a part of an address as they are. */
    private static final Set<String> AS_THEY_ARE = Set.of(Values.REST, Values.QUERY, "to");

    private final String text;

    /** @throws IllegalArgumentException in words if a value is asked for that the form does not always have */
    Writing(String text, Set<String> names) {
        this.text = text;
        var depth = 0;
        for (var at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '[' -> depth++;
                case ']' -> depth--;
                case '{' -> {
                    var end = text.indexOf('}', at);
                    var name = end < 0 ? "" : text.substring(at + 1, end);
                    if (end < 0 || depth == 0 && !names.contains(name) && !AS_THEY_ARE.contains(name)) {
                        throw new IllegalArgumentException(
                                text + " asks for a value {" + name + "} that the form has not");
                    }
                }
                default -> {
                    // plain
                }
            }
            if (depth < 0 || depth > 1) {
                throw new IllegalArgumentException("brackets in " + text);
            }
        }
        if (depth != 0) {
            throw new IllegalArgumentException("brackets in " + text);
        }
    }

    String of(Values values) {
        var written = new StringBuilder(text.length() + 32);
        var at = 0;
        while (at < text.length()) {
            var sign = text.charAt(at);
            if (sign == '[') {
                var end = text.indexOf(']', at);
                if (hasAll(at, end, values)) {
                    at++;
                    continue;
                }
                at = end;
            } else if (sign == '{') {
                var end = text.indexOf('}', at);
                append(text.substring(at + 1, end), values, written);
                at = end;
            } else if (sign != ']') {
                written.append(sign);
            }
            at++;
        }
        return written.toString();
    }

    private boolean hasAll(int from, int to, Values values) {
        for (var open = text.indexOf('{', from); open >= 0 && open < to; open = text.indexOf('{', open + 1)) {
            if (!values.has(text.substring(open + 1, text.indexOf('}', open)))) {
                return false;
            }
        }
        return true;
    }

    private static void append(String name, Values values, StringBuilder written) {
        var value = values.get(name);
        if (value != null) {
            written.append(AS_THEY_ARE.contains(name) ? value : PercentEncoding.segment(value));
        }
    }
}
