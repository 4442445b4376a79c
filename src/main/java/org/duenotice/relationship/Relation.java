package org.duenotice.relationship;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An entry in the relationship file of a platform.
 *
 * @param about the entry that this one is a later word on, or null
 * @param standing whose word it is now: that of the last entry about it, else its own
 */
record Relation(
        UUID id,
        String platformCode,
        UUID about,
        Kind kind,
        LocalDate happenedOn,
        String summary,
        Confirmation confirmedBy,
        Confirmation standing,
        String notes,
        String recordedBy,
        Instant recordedAt) {

    enum Kind {
        /** People met or wrote to each other. */
        CONTACT,
        /** Something is to be done in a certain way from now on. */
        AGREEMENT,
        /** What one side says, in public or in a letter. */
        STATEMENT
    }

    /** Who confirms that it is as written. */
    enum Confirmation {
        BOTH_SIDES,
        ONE_SIDE,
        /** The other side says that it is not so. */
        DISPUTED
    }
}
