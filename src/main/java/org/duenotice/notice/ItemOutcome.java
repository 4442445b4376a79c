package org.duenotice.notice;

/** What a platform says it did with one target of a notice. */
public enum ItemOutcome {
    PENDING,
    REMOVED,
    GEO_RESTRICTED,
    LABELLED,
    NO_ACTION,
    ALREADY_GONE,
    REFUSED;

    /** A claim that content is gone counts only when a person has looked. */
    public boolean needsVerification() {
        return this == REMOVED || this == ALREADY_GONE;
    }

    boolean isCompliance() {
        return needsVerification() || this == GEO_RESTRICTED || this == LABELLED;
    }
}
