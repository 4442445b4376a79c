package org.duenotice.staffing;

import java.time.Instant;
import java.util.UUID;

/**
 * A recusal as it stands.
 *
 * @param movedBy whether the person or a participant of the case asked for it; {@code mover} names who
 * @param decides the group of the head who decides
 * @param decision null until decided, and then also its {@code remarks}, by whom and when
 */
public record Recusal(
        String number,
        UUID caseId,
        String caseNumber,
        String person,
        Ground ground,
        MovedBy movedBy,
        String mover,
        String reasons,
        String decides,
        String openedBy,
        Instant openedAt,
        Decision decision,
        String remarks,
        String decidedBy,
        Instant decidedAt) {

    /** Article 67 of the Administrative Procedural and Process-Related Code. */
    public enum Ground {
        /** Took part in the matter in another role. */
        TOOK_PART_OTHERWISE,
        RELATIVE,
        DEPENDENT,
        INTERESTED
    }

    public enum MovedBy {
        SELF,
        PARTICIPANT
    }

    public enum Decision {
        GRANTED,
        REJECTED
    }
}
