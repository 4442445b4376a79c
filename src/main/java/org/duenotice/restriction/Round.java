package org.duenotice.restriction;

import java.time.Instant;
import java.util.UUID;

/** One time of asking the authorised body; the subject is the number people speak, of the case or of the notice that failed. */
public record Round(UUID id, UUID restrictionId, int no, Kind kind, String subject, Instant openedAt) {

    public enum Kind {
        FIRST,
        /** A narrower measure failed, and a wider one is asked for. */
        ESCALATION
    }
}
