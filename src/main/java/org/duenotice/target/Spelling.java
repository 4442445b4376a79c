package org.duenotice.target;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Spellings that do not depend on where this runs. */
final class Spelling {

    private static final int KEPT_OF_LONG = 900;

    private Spelling() {}

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Keys stand in a database index, which takes no text of any length. */
    static String bounded(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, KEPT_OF_LONG) + "~" + sha256(text);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
