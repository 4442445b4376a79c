package org.duenotice.restoration;

import java.util.EnumSet;
import java.util.Set;

/** Why measures are undone. */
public enum RestorationGround {
    /** The end that the decision set, or the day of a review that nobody held, has come. */
    END_REACHED,
    /** A review lifted or narrowed it. */
    REVIEW,
    /** The judicial act was overturned, or the provision repealed; a correction of the register takes that back. */
    BASIS_FELL,
    OWNER_REMOVED,
    TARGET_GONE,
    /** It hit more than it was meant for. */
    OVER_BLOCKING,
    APPEAL,
    /** The body put it right itself (Administrative Procedural Code, art. 91(4)). */
    SELF_CORRECTION,
    COURT;

    private static final Set<RestorationGround> MAY_BE_KEPT = EnumSet.of(OWNER_REMOVED, TARGET_GONE, OVER_BLOCKING);
    private static final Set<RestorationGround> BY_HAND =
            EnumSet.of(OWNER_REMOVED, TARGET_GONE, OVER_BLOCKING, SELF_CORRECTION, COURT);

    /** The body may find that the measure is right all the same; a court, a fallen basis or an end that has come leave no choice. */
    boolean mayBeKept() {
        return MAY_BE_KEPT.contains(this);
    }

    /** An officer may order it without anything that it follows from. */
    boolean isByHand() {
        return BY_HAND.contains(this);
    }
}
