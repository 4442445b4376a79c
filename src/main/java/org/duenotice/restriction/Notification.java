package org.duenotice.restriction;

import java.time.Instant;
import java.util.Locale;

/** A composed notification; its content is JSON, its paper is kept by hash. */
public record Notification(String number, String content, String digest, String pdfSha256, Instant composedAt) {

    /** The first digits of the digest as printed: four groups of four. */
    public String checkCode() {
        return digest.substring(0, 16).toUpperCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1 ");
    }
}
