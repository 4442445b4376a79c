package org.duenotice.paper;

import java.nio.charset.StandardCharsets;
import org.apache.fontbox.ttf.CmapLookup;

/**
 * Knows which characters the letter's widest font can draw, and writes the others so that nothing is lost or hidden.
 *
 * <p>An address or a reason is evidence: a missing glyph, an invisible character or a change of direction would show
 * something other than what was recorded.
 */
public final class Ink {

    private final CmapLookup glyphs;

    Ink(CmapLookup glyphs) {
        this.glyphs = glyphs;
    }

    /** The address with every character that cannot be shown in its percent-encoded form. */
    public String address(String address) {
        StringBuilder shown = new StringBuilder(address.length());
        address.codePoints().forEach(c -> {
            if (isShown(c) && !Character.isWhitespace(c) && !isRightToLeft(c)) {
                shown.appendCodePoint(c);
            } else {
                percentEncode(shown, c);
            }
        });
        return shown.toString();
    }

    /** The text with every character that cannot be shown replaced by its number, as in ‹U+1F600›. */
    String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isShown(c) || c == '\n' || c == '\r' || c == '\t') {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("‹U+%04X›", c));
            }
        });
        return shown.toString();
    }

    private boolean isShown(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && glyphs.getGlyphId(c) != 0;
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static void percentEncode(StringBuilder shown, int c) {
        for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            shown.append(String.format("%%%02X", octet));
        }
    }
}
