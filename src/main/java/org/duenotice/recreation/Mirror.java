package org.duenotice.recreation;

import java.time.Instant;
import java.util.UUID;
import org.duenotice.casefile.Disposition;

/**
 * A target that a person takes for a copy of another one.
 *
 * @param number that of the case of the copy and which proposal there, such as DN-2026-000123/M1
 * @param caseNumber the case of the copy, with the number of the copy there
 * @param ofCase the case of the original, with the number of the original there and what has become of it
 * @param decidedBy the second person; null as long as nobody has decided
 */
public record Mirror(
        UUID id,
        String number,
        String caseNumber,
        int no,
        String canonicalKey,
        String ofCase,
        int ofNo,
        String ofKey,
        Disposition ofDisposition,
        State state,
        String reasons,
        String proposedBy,
        Instant proposedAt,
        String remarks,
        String decidedBy,
        Instant decidedAt) {

    public enum State {
        PROPOSED,
        CONFIRMED,
        REJECTED
    }
}
