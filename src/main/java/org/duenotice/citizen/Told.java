package org.duenotice.citizen;

/** What the sender of a report is told. */
public enum Told {
    IN_WORK,
    MEASURES_TAKEN,
    REFERRED,
    FORWARDED,
    NO_VIOLATION,
    ALREADY_UNAVAILABLE,
    CLOSED_WITHOUT_MEASURES,
    /** Some of what was reported is in work, the rest is dealt with. */
    ENDED_IN_PART,
    /** All of it is dealt with, not all in one way. */
    ENDED_DIFFERENTLY
}
