package org.duenotice.target;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duenotice.target.PlatformRules.Value;

/** A kind of value in a rule's templates: which texts are one, and how it is written in keys. */
final class ValueType {

    private static final Pattern HYPHENS = Pattern.compile("-+");
    private static final Pattern BARE =
            Pattern.compile("(?:[A-Za-z0-9_-]++\\.)++[A-Za-z][A-Za-z0-9-]++(?:[:/?#]\\S*+)?");

    static final Map<String, ValueType> BUILT_IN = Map.of(
            "number", new ValueType(value("0-9", "1-25", true)),
            "signed", new ValueType(value("0-9-", "1-21", true)),
            "code", new ValueType(value("A-Za-z0-9_-", "3-128", false)),
            "text", new ValueType(value(null, "1-300", false)),
            "label",
                    new ValueType(
                            new Value(null, null, "1-300", true, false, null, false, null, null, null, null, null)),
            "address", new ValueType(value(null, "8-2048", false), ValueType::isAbsolute),
            "bare",
                    new ValueType(
                            value(null, "4-2048", false),
                            text -> isAbsolute(text) && text.indexOf(' ') < 0
                                    || BARE.matcher(text).matches()),
            "local",
                    new ValueType(
                            value(null, "1-2048", false), text -> text.startsWith("/") && !text.startsWith("//")));

    private static final String SHORT_CODE_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int ASCII = 128;

    private final boolean[] allowed;
    private final boolean[] first;
    private final int shortest;
    private final int longest;
    private final Set<String> not;
    private final Value rule;
    private final Predicate<String> form;

    /** @throws IllegalArgumentException in words if the rule is none */
    ValueType(Value rule) {
        this(rule, text -> true);
    }

    private ValueType(Value rule, Predicate<String> form) {
        this.rule = rule;
        this.form = form;
        allowed = rule.of() == null ? null : characters(rule.of(), rule.lower());
        first = rule.first() == null ? null : characters(rule.first(), rule.lower());
        var length = rule.length() == null
                ? new String[] {"1", "200"}
                : rule.length().split("-", 2);
        try {
            shortest = Integer.parseInt(length[0]);
            longest = Integer.parseInt(length[length.length - 1]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("length " + rule.length() + " is neither 11 nor 2-32", e);
        }
        not = rule.not() == null ? Set.of() : new TreeSet<>(rule.not());
    }

    private static boolean isAbsolute(String text) {
        return Stream.of("http://", "https://", "tg://")
                .anyMatch(start -> text.regionMatches(true, 0, start, 0, start.length()));
    }

    private static Value value(String of, String length, boolean number) {
        return new Value(of, null, length, false, number, null, false, null, null, null, null, null);
    }

    /** Where the longest run of this kind's characters ends that begins there. */
    int endOfRun(String text, int from) {
        if (from < text.length() && first != null && !has(first, text.charAt(from))) {
            return from;
        }
        var last = Math.min(text.length(), from + longest + prefixLength());
        var at = from;
        while (at < last && (allowed == null || has(allowed, text.charAt(at)))) {
            at++;
        }
        return at;
    }

    boolean isOfOneLength() {
        return shortest == longest;
    }

    int shortest() {
        return shortest;
    }

    /** As it stands in keys, or null if the text is no such value. */
    String read(String text) {
        var value = rule.prefix() != null && text.startsWith(rule.prefix())
                ? text.substring(rule.prefix().length())
                : text;
        if (value.length() < shortest || value.length() > longest || !isNumberIfAsked(value) || !form.test(value)) {
            return null;
        }
        if (first != null && !has(first, value.charAt(0))) {
            return null;
        }
        value = rule.lower() ? value.toLowerCase(Locale.ROOT) : value;
        if (not.contains(value) || rule.has() != null && !value.contains(rule.has())) {
            return null;
        }
        return written(value);
    }

    private String written(String value) {
        var spelled = rule.number() ? number(value) : value;
        if (rule.without() != null) {
            spelled = spelled.codePoints()
                    .filter(letter -> rule.without().indexOf(letter) < 0)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
        if (rule.swap() != null) {
            for (var pair : rule.swap().entrySet()) {
                spelled = spelled.replace(pair.getKey(), pair.getValue());
            }
        }
        if (not.contains(spelled) || rule.letter() && spelled.chars().noneMatch(Character::isLetter)) {
            return null;
        }
        if (rule.write() == Value.Write.SHORTCODE) {
            spelled = shortCode(new BigInteger(spelled));
        } else if (rule.write() == Value.Write.HYPHENATED_HOST) {
            spelled = dotted(spelled);
        }
        return spelled.isEmpty() ? null : spelled;
    }

    /** A number has its sign, if any, in front and digits after it. */
    private boolean isNumberIfAsked(String value) {
        if (!rule.number()) {
            return true;
        }
        var digits = value.charAt(0) == '-' ? 1 : 0;
        return value.length() > digits && value.indexOf('-', digits) < 0;
    }

    private static String number(String value) {
        var sign = value.charAt(0) == '-' ? "-" : "";
        var start = sign.length();
        while (start < value.length() - 1 && value.charAt(start) == '0') {
            start++;
        }
        var digits = value.substring(start);
        return digits.equals("0") ? digits : sign + digits;
    }

    /** Instagram's short code is the medium's number with 64 digits. */
    private static String shortCode(BigInteger number) {
        var code = new StringBuilder();
        var rest = number;
        do {
            code.append(SHORT_CODE_DIGITS.charAt(rest.intValue() & 63));
            rest = rest.shiftRight(6);
        } while (rest.signum() > 0);
        return code.reverse().toString();
    }

    /** A hyphen by itself was a dot, two were a hyphen. */
    private static String dotted(String hyphenated) {
        return HYPHENS.matcher(hyphenated)
                .replaceAll(run -> "-".repeat(run.group().length() / 2)
                        + ".".repeat(run.group().length() % 2));
    }

    private int prefixLength() {
        return rule.prefix() == null ? 0 : rule.prefix().length();
    }

    private static boolean has(boolean[] characters, char character) {
        return character < ASCII && characters[character];
    }

    private static boolean[] characters(String written, boolean anyCase) {
        var characters = new boolean[ASCII];
        for (var at = 0; at < written.length(); at++) {
            var from = written.charAt(at);
            var isRange = at + 2 < written.length() && written.charAt(at + 1) == '-';
            var to = isRange ? written.charAt(at + 2) : from;
            if (to >= ASCII || from > to) {
                throw new IllegalArgumentException("characters " + written);
            }
            for (var letter = from; letter <= to; letter++) {
                characters[letter] = true;
                if (anyCase) {
                    characters[Character.toUpperCase(letter)] = true;
                    characters[Character.toLowerCase(letter)] = true;
                }
            }
            at += isRange ? 2 : 0;
        }
        return characters;
    }
}
