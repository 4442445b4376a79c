package org.duenotice.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Codes that are the only key to something of a person outside; the software keeps what they hash to and nothing else. */
@Component
public class OneTimeCodes {

    /** Without signs that are taken for one another. */
    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int LENGTH = 12;

    private final SecureRandom random = new SecureRandom();

    /** A new one, of twelve capital letters and digits. */
    public String next() {
        var code = new StringBuilder();
        for (var sign = 0; sign < LENGTH; sign++) {
            code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return code.toString();
    }

    /** What a code is kept as, in hexadecimal digits. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether somebody typed the code that is kept, however they wrote its letters; takes as long when they did not. */
    public static boolean matches(String typed, String kept) {
        return MessageDigest.isEqual(
                kept.getBytes(StandardCharsets.US_ASCII),
                sha256(typed.strip().toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII));
    }
}
