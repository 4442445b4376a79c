package org.duenotice.target;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** One spelling for each character of an address (RFC 3986, 6.2.2): upper-case hex, unreserved characters plain. */
final class PercentEncoding {

    static final String PATH = "/!$&'()*+,;=:@";
    static final String QUERY = "/?!$'()*,;=:@";
    static final String FRAGMENT = "/?!$&'()*+,;=:@";
    static final String NOTHING = "";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** @param plain reserved characters that may stand as they are; one that came encoded stays encoded */
    static String normalise(String text, String plain) {
        StringBuilder spelled = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int encoded = encodedByte(text, at);
            if (encoded >= 0) {
                append(spelled, encoded, NOTHING);
                at += 3;
            } else {
                int character = text.codePointAt(at);
                appendCharacter(spelled, character, plain);
                at += Character.charCount(character);
            }
        }
        return spelled.toString();
    }

    /** One path segment or name with everything reserved encoded. */
    static String segment(String decoded) {
        StringBuilder spelled = new StringBuilder(decoded.length() + 16);
        decoded.codePoints().forEach(character -> appendCharacter(spelled, character, NOTHING));
        return spelled.toString();
    }

    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int encoded = encodedByte(text, at);
            if (encoded >= 0) {
                bytes.write(encoded);
                at += 3;
            } else {
                int character = text.codePointAt(at);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void appendCharacter(StringBuilder spelled, int character, String plain) {
        if (character < 128) {
            append(spelled, character, plain);
            return;
        }
        for (byte part : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            append(spelled, part & 0xFF, NOTHING);
        }
    }

    private static void append(StringBuilder spelled, int octet, String plain) {
        if (isUnreserved(octet) || plain.indexOf(octet) >= 0) {
            spelled.append((char) octet);
        } else {
            spelled.append('%').append(HEX.toHexDigits((byte) octet));
        }
    }

    private static boolean isUnreserved(int octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }

    /** The byte written as %XX at this place, or -1. */
    private static int encodedByte(String text, int at) {
        if (text.charAt(at) != '%' || at + 2 >= text.length()) {
            return -1;
        }
        char high = text.charAt(at + 1);
        char low = text.charAt(at + 2);
        boolean hex = HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low);
        return hex ? HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low) : -1;
    }
}
