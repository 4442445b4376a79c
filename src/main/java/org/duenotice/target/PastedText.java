package org.duenotice.target;

import java.util.regex.Pattern;
import org.duenotice.target.IllegalAddress.Problem;

/**
 * Finds the address in a text as people paste it: with quotes or brackets around it, words before or after it, a full stop at its
 * end, or made harmless ({@code hxxp}, {@code [.]}). Every other text is left as it is.
 */
final class PastedText {

    private static final int LONGEST = 2048;
    private static final int LONGEST_PASTED = 8192;
    private static final String OPENING = "<([{\"'«“„‘‹`*";
    private static final String CLOSING = ">)]}\"'»”“’›`*";
    private static final String PAIRS = "()[]{}";
    private static final String SENTENCE_END = ".,;:!?…";
    private static final Pattern MARKDOWN = Pattern.compile("\\[[^\\[\\]]{0,500}]\\(([^()\\s]{4,2048})\\)[.,;]?");
    private static final Pattern ANCHOR =
            Pattern.compile("(?i)<a\\s[^<>]{0,500}?href\\s?=\\s?[\"']?([^\"'\\s<>]{4,2048}).*", Pattern.DOTALL);
    private static final Pattern BEFORE_SCHEME =
            Pattern.compile("(?i)^(?:view-source:|(?:https?://)(?=h[tx]{2}ps?:?//))+");
    private static final Pattern HARMLESS_SCHEME = Pattern.compile("(?i)^(?:hxxp|h\\*\\*p|h__p|htp|ttp)(s?)(?=\\[?:)");
    private static final Pattern HARMLESS_COLON =
            Pattern.compile("(?i)^(https?)\\s?(?:\\[:]//|\\[://]|:\\[//]|\\[:]\\[//]| ://|://\\s|//(?=\\S))\\s?");
    private static final Pattern HARMLESS_DOT =
            Pattern.compile("(?i)\\s?(?:\\[\\.]|\\(\\.\\)|\\{\\.}|\\[dot]|\\(dot\\)|\\[точка]|\\(точка\\))\\s?");
    /** What has a name before the @, no scheme and no path is where somebody gets mail. */
    private static final Pattern MAIL = Pattern.compile("[^@/:?#\\s]{1,100}@[^@/:?#\\s]{1,253}");

    /** Soft hyphens, blanks without width, marks of direction and of byte order. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff]");

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:https?|hxxps?|tg)://");
    private static final Pattern WORDS_AFTER = Pattern.compile(
            "(?<!\\s)\\s++(?:[-–—|(\\[«\"]|[а-яёәғқңөұүһі]).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private PastedText() {}

    /** @throws IllegalAddress if it holds more than one address, none, or more than an address can be */
    static String address(String entered, Steps steps) {
        var text = withoutUnseen(withoutBlanks(entered));
        if (text.isEmpty()) {
            throw new IllegalAddress(Problem.EMPTY);
        }
        if (text.length() > LONGEST_PASTED) {
            throw new IllegalAddress(Problem.TOO_LONG);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalAddress(Problem.CONTROL_CHARACTERS);
        }
        var address = withoutSurroundings(text);
        if (!address.equals(text)) {
            steps.add(Steps.Kind.CLEANED, address);
        }
        if (MAIL.matcher(address).matches()) {
            throw new IllegalAddress(Problem.SCHEME_UNSUPPORTED);
        }
        if (address.length() > LONGEST) {
            throw new IllegalAddress(Problem.TOO_LONG);
        }
        return address;
    }

    private static String withoutSurroundings(String text) {
        var markdown = MARKDOWN.matcher(text);
        var anchor = ANCHOR.matcher(text);
        var address =
                markdown.matches() ? markdown.group(1) : anchor.matches() ? anchor.group(1) : withoutWordsBefore(text);
        address = harmful(withoutOpenings(address.replace("&amp;", "&")));
        return withoutClosings(WORDS_AFTER.matcher(address).replaceFirst(""));
    }

    /** Signs that nobody sees and no address has; those that join letters or parts of a picture stay. */
    private static String withoutUnseen(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }

    /** Copied addresses often carry blanks and invisible marks at their ends. */
    static String withoutBlanks(String entered) {
        var start = 0;
        var end = entered == null ? 0 : entered.length();
        while (start < end && isBlank(entered.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(entered.charAt(end - 1))) {
            end--;
        }
        return end == 0 ? "" : entered.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** @throws IllegalAddress if another address follows the first */
    private static String withoutWordsBefore(String text) {
        var schemes = SCHEME.matcher(text);
        var first = -1;
        while (schemes.find()) {
            var apart = schemes.start() == 0 || isApart(text, schemes.start());
            if (apart && first >= 0) {
                throw new IllegalAddress(Problem.SEVERAL);
            }
            first = apart ? schemes.start() : first;
        }
        if (first > 0) {
            return text.substring(first);
        }
        var blank = firstBlank(text);
        var isLabel = blank > 1
                && text.charAt(blank - 1) == ':'
                && text.substring(0, blank).indexOf('.') < 0;
        return isLabel ? withoutBlanks(text.substring(blank)) : text;
    }

    /** Whether what begins there does not go on with what stands before it. */
    private static boolean isApart(String text, int start) {
        var at = start;
        while (at > 0 && OPENING.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at > 0 && isBlank(text.charAt(at - 1));
    }

    private static int firstBlank(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (isBlank(text.charAt(at))) {
                return at;
            }
        }
        return -1;
    }

    private static String withoutOpenings(String text) {
        var start = 0;
        while (start < text.length() && OPENING.indexOf(text.charAt(start)) >= 0 && !isLiteralAddress(text, start)) {
            start++;
        }
        return withoutBlanks(text.substring(start));
    }

    private static boolean isLiteralAddress(String text, int start) {
        var end = text.indexOf(']', start);
        return text.charAt(start) == '['
                && end > 0
                && text.substring(start, end)
                                .chars()
                                .filter(sign -> sign == ':')
                                .count()
                        > 1;
    }

    /** A bracket that was opened in the address belongs to it. */
    private static String withoutClosings(String text) {
        var open = new int[PAIRS.length() / 2];
        text.chars().forEach(sign -> {
            var pair = PAIRS.indexOf(sign);
            if (pair >= 0) {
                open[pair / 2] += pair % 2 == 0 ? 1 : -1;
            }
        });
        var end = text.length();
        while (end > 0) {
            var last = text.charAt(end - 1);
            var pair = PAIRS.indexOf(last);
            var belongs = pair % 2 == 1 && open[pair / 2] >= 0;
            if (belongs || CLOSING.indexOf(last) < 0 && SENTENCE_END.indexOf(last) < 0 && !isBlank(last)) {
                break;
            }
            if (pair % 2 == 1) {
                open[pair / 2]++;
            }
            end--;
        }
        return text.substring(0, end);
    }

    /** An address made harmless works again; only before the path, where nothing else can be meant. */
    private static String harmful(String text) {
        if (text.isEmpty()) {
            return text;
        }
        var address = HARMLESS_COLON
                .matcher(HARMLESS_SCHEME
                        .matcher(BEFORE_SCHEME.matcher(text).replaceFirst(""))
                        .replaceFirst("http$1"))
                .replaceFirst("$1://");
        var start = address.indexOf("://");
        var host = start < 0 ? 0 : start + 3;
        var end = host;
        while (end < address.length() && "/?#\\".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        var name = address.substring(host, end);
        return name.indexOf('[') < 0 && name.indexOf('(') < 0 && name.indexOf('{') < 0
                ? address
                : address.substring(0, host) + HARMLESS_DOT.matcher(name).replaceAll(".") + address.substring(end);
    }
}
