package org.duenotice.restoration;

/** Why measures are undone. */
public enum RestorationGround {
    /** The end that the decision set, or the day of a review that nobody held, has come. */
    END_REACHED,
    /** A review lifted or narrowed it. */
    REVIEW,
    /** The judicial act was overturned, or the provision repealed. */
    BASIS_FELL,
    OWNER_REMOVED,
    TARGET_GONE,
    /** It hit more than it was meant for. */
    OVER_BLOCKING,
    APPEAL,
    /** The body put it right itself (Administrative Procedural Code, art. 91(4)). */
    SELF_CORRECTION,
    COURT
}
