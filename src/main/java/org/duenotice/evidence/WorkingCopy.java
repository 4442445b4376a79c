package org.duenotice.evidence;

import java.time.Instant;
import java.util.UUID;

/** Made from evidence for work with it, with what was done; the evidence itself is never changed. */
public record WorkingCopy(
        UUID id,
        UUID evidenceId,
        Kind kind,
        String whatDone,
        String name,
        String mediaType,
        long size,
        String sha256,
        String madeBy,
        Instant madeAt) {

    /** What the copy is for. */
    public enum Kind {
        THUMBNAIL,
        /** What must not be shown is covered. */
        REDACTION,
        TRANSCRIPT,
        OTHER
    }
}
