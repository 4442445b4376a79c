package org.duenotice.target;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The spellings that platforms share: numbers, short codes and names. */
final class Spelling {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,25}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{3,128}");

    private Spelling() {}

    /** A number without leading zeros. */
    static Optional<String> number(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return Optional.empty();
        }
        int first = 0;
        while (first < text.length() - 1 && text.charAt(first) == '0') {
            first++;
        }
        return Optional.of(text.substring(first));
    }

    static boolean isNumber(String text) {
        return DIGITS.matcher(text).matches();
    }

    /** A short code made by the platform; upper and lower case differ. */
    static Optional<String> code(String text) {
        return Optional.of(text).filter(CODE.asMatchPredicate());
    }

    /** A name in which upper and lower case are the same. */
    static Optional<String> name(String text, Pattern form) {
        return Optional.of(lower(text)).filter(form.asMatchPredicate());
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
