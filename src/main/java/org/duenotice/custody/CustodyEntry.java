package org.duenotice.custody;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One entry of the log of custody of a case, counted from 1.
 *
 * @param evidenceId null when the entry is about the case as a whole
 * @param contentSha256 of the file that the entry is about; null without one
 * @param happenedAt to the microsecond, as the database keeps it
 * @param personal digest of the salt and the details, hexadecimal
 */
public record CustodyEntry(
        UUID caseId,
        long no,
        CustodyEvent event,
        UUID evidenceId,
        String contentSha256,
        Instant happenedAt,
        String personal,
        String previousHash,
        String hash) {

    /** The hash before the first entry. */
    public static final String NONE = "0".repeat(64);

    static CustodyEntry next(
            UUID caseId,
            Head last,
            CustodyEvent event,
            UUID evidenceId,
            String contentSha256,
            Instant at,
            String personal) {
        var moment = at.truncatedTo(ChronoUnit.MICROS);
        var open = new CustodyEntry(
                caseId, last.length() + 1, event, evidenceId, contentSha256, moment, personal, last.hash(), "");
        return new CustodyEntry(
                caseId, open.no, event, evidenceId, contentSha256, moment, personal, last.hash(), open.computedHash());
    }

    /** The entry as one line without personal data: number, event, evidence, content, moment, digest of the details, case. */
    public String canonical() {
        return String.join(
                " ",
                Long.toString(no),
                event.name(),
                evidenceId == null ? "-" : evidenceId.toString(),
                contentSha256 == null ? "-" : contentSha256,
                DateTimeFormatter.ISO_INSTANT.format(happenedAt),
                personal,
                caseId.toString());
    }

    /** The SHA-256 of the previous entry's hash, in hexadecimal letters, followed by the canonical line. */
    public String computedHash() {
        return Digests.sha256(previousHash + canonical());
    }

    /** How long a log is and the hash of its last entry. */
    public record Head(long length, String hash) {

        static final Head EMPTY = new Head(0, NONE);
    }
}
