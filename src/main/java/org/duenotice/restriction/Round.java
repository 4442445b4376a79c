package org.duenotice.restriction;

import java.time.Instant;
import java.util.UUID;

/** One time of asking the authorised body; the subject is the number people speak, of the case, of the notice that failed, or of a review. */
public record Round(UUID id, UUID restrictionId, int no, Kind kind, String subject, Instant openedAt) {

    public enum Kind {
        FIRST,
        /** A narrower measure failed, and a wider one is asked for. */
        ESCALATION,
        /** What stands is looked at anew, by somebody who did not decide it. */
        REVIEW
    }
}
