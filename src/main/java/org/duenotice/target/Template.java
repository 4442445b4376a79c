package org.duenotice.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form of one text: a path segment, a parameter's value, a fragment or a host. Plain letters stand for themselves in upper or
 * lower case, <code>{name}</code> and <code>{name:type}</code> for a value, <code>{one|other}</code> and
 * <code>{name:one|other}</code> for one of these words, and a star at the end for anything. It is read from left to right; only the
 * first value gives letters back when what follows does not fit, so that no text takes long. Directly after it only a value of one
 * length may stand.
 */
final class Template {

    private static final int LONGEST = 2048;

    /** A part of a template. */
    private sealed interface Piece {}

    private record Plain(String text) implements Piece {}

    private record Choice(String name, List<String> words) implements Piece {}

    private record Value(String name, ValueType type) implements Piece {}

    private record Anything() implements Piece {}

    private final List<Piece> pieces = new ArrayList<>();
    private final int firstValue;

    /** @throws IllegalArgumentException in words if the text is no template */
    Template(String text, Map<String, ValueType> types, Set<String> names) {
        var at = 0;
        while (at < text.length()) {
            var end = at;
            if (text.charAt(at) == '{') {
                end = text.indexOf('}', at);
                if (end < 0) {
                    throw new IllegalArgumentException("no } in " + text);
                }
                pieces.add(placeholder(text.substring(at + 1, end), types, names));
                end++;
            } else if (text.charAt(at) == '*' && at == text.length() - 1) {
                pieces.add(new Anything());
                end++;
            } else {
                while (end < text.length()
                        && text.charAt(end) != '{'
                        && !(text.charAt(end) == '*' && end == text.length() - 1)) {
                    end++;
                }
                pieces.add(new Plain(text.substring(at, end)));
            }
            at = end;
        }
        firstValue = firstValue();
        for (var next = 1; next < pieces.size(); next++) {
            if (pieces.get(next) instanceof Value value
                    && pieces.get(next - 1) instanceof Value
                    && !(value.type().isOfOneLength() && next - 1 == firstValue)) {
                throw new IllegalArgumentException("two values side by side in " + text);
            }
        }
    }

    private static Piece placeholder(String text, Map<String, ValueType> types, Set<String> names) {
        var colon = text.indexOf(':');
        if (text.indexOf('|') >= 0) {
            var name = colon < 0 ? "" : text.substring(0, colon);
            names.add(name);
            var words = Arrays.stream(text.substring(colon + 1).split("\\|", -1))
                    .sorted(Comparator.comparing(String::length).reversed())
                    .toList();
            return new Choice(name, words);
        }
        var name = colon < 0 ? text : text.substring(0, colon);
        var kind = colon < 0 ? text : text.substring(colon + 1);
        var type = types.getOrDefault(kind, ValueType.BUILT_IN.get(kind));
        if (type == null) {
            throw new IllegalArgumentException("{" + text + "}: there are no values " + kind);
        }
        names.add(name);
        return new Value(name, type);
    }

    private int firstValue() {
        for (var at = 0; at < pieces.size(); at++) {
            if (pieces.get(at) instanceof Value) {
                return at;
            }
        }
        return -1;
    }

    /** Whether the text has this form; if so, its values are caught. */
    boolean matches(String text, Values values) {
        return text.length() <= LONGEST && matches(0, text, 0, values);
    }

    private boolean matches(int piece, String text, int at, Values values) {
        if (piece == pieces.size()) {
            return at == text.length();
        }
        var next = pieces.get(piece);
        if (next instanceof Plain plain) {
            return text.regionMatches(true, at, plain.text(), 0, plain.text().length())
                    && matches(piece + 1, text, at + plain.text().length(), values);
        }
        if (next instanceof Choice choice) {
            return matches(choice, piece, text, at, values);
        }
        return next instanceof Anything || matches((Value) next, piece, text, at, values);
    }

    private boolean matches(Choice choice, int piece, String text, int at, Values values) {
        for (var word : choice.words()) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                if (!choice.name().isEmpty()) {
                    values.put(choice.name(), word);
                }
                return matches(piece + 1, text, at + word.length(), values);
            }
        }
        return false;
    }

    private boolean matches(Value value, int piece, String text, int at, Values values) {
        var end = value.type().endOfRun(text, at);
        var least = piece == firstValue && piece < pieces.size() - 1
                ? at + value.type().shortest()
                : end;
        for (; end >= least && end > at; end--) {
            if (matches(piece + 1, text, end, values)) {
                var read = value.type().read(text.substring(at, end));
                if (read == null) {
                    return false;
                }
                values.put(value.name(), read);
                return true;
            }
        }
        return false;
    }
}
