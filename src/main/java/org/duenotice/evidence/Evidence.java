package org.duenotice.evidence;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** What was captured: a file by its hash, when and by whom; size in bytes. */
public record Evidence(
        UUID id,
        UUID caseId,
        String name,
        String mediaType,
        long size,
        String sha256,
        Instant capturedAt,
        String capturedBy,
        Instant recordedAt) {

    /** The size as people say it. */
    public String sizeShown() {
        if (size < 1024) {
            return size + " B";
        }
        return size < 1024 * 1024
                ? size / 1024 + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", size / 1024.0 / 1024.0);
    }
}
