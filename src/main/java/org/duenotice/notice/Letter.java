package org.duenotice.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A numbered letter as it was put on paper; {@code digest} is what its printed check code is the beginning of. */
public record Letter(
        UUID id,
        String number,
        UUID noticeId,
        LetterKind kind,
        String recipient,
        String address,
        String digest,
        String pdfSha256,
        Instant composedAt) {

    private static final int CHECK_CODE_LENGTH = 16;

    public String checkCode() {
        return checkCode(digest);
    }

    /** The first digits of a digest as printed: four groups of four. */
    static String checkCode(String digest) {
        var code = digest.substring(0, CHECK_CODE_LENGTH).toUpperCase(Locale.ROOT);
        return String.join(" ", code.split("(?<=\\G.{4})"));
    }

    /** The letter's place among those of its notice, counted from 1. */
    int no() {
        return Integer.parseInt(number.substring(number.indexOf('/') + 1));
    }
}
