package org.duenotice.intake;

import java.time.Instant;
import java.util.UUID;

/** What became of a file: every data row is accepted, a duplicate or rejected with a reason; the three add up to the total. */
public record DetectionImport(
        UUID id,
        String fileName,
        String sha256,
        int total,
        int accepted,
        int duplicate,
        int rejected,
        String importedBy,
        Instant importedAt) {

    /** A row that was not taken, with its line in the file and what to mend. */
    public record RejectedRow(int line, String reason, String content) {}
}
