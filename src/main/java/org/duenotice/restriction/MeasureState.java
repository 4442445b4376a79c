package org.duenotice.restriction;

import java.util.EnumSet;
import java.util.Set;
import org.duenotice.state.Machine;
import org.duenotice.state.State;

/** Where a measure on one target stands, from the proposal to its end. */
public enum MeasureState implements State {
    PROPOSED,
    /** The ladder of scope was walked and, where it must be, the collateral harm assessed. */
    PROPORTIONALITY_CHECKED,
    APPROVED,
    REFUSED,
    /** Somebody was asked to carry it out. */
    PENDING_ACTIVATION,
    ACTIVE,
    PENDING_REVIEW,
    /** Narrowed at a review. */
    PARTIALLY_LIFTED,
    /** An admitted appeal suspends it. */
    SUSPENDED,
    PENDING_REMOVAL,
    REMOVED,
    /** Whoever was asked has not carried it out. */
    FAILED,
    /** Its term, or its object, is no more. */
    EXPIRED,
    /** Taken back by whoever may. */
    ANNULLED;

    @Override
    public Machine machine() {
        return Machine.RESTRICTION;
    }

    @Override
    public Set<MeasureState> next() {
        return switch (this) {
            case PROPOSED -> EnumSet.of(PROPORTIONALITY_CHECKED, REFUSED, ANNULLED);
            case PROPORTIONALITY_CHECKED -> EnumSet.of(PROPOSED, APPROVED, REFUSED, ANNULLED);
            case APPROVED -> EnumSet.of(PENDING_ACTIVATION, SUSPENDED, FAILED, EXPIRED, ANNULLED);
            case PENDING_ACTIVATION -> EnumSet.of(ACTIVE, FAILED, SUSPENDED, PENDING_REMOVAL, EXPIRED, ANNULLED);
            case ACTIVE ->
                EnumSet.of(PENDING_REVIEW, PARTIALLY_LIFTED, SUSPENDED, PENDING_REMOVAL, FAILED, EXPIRED, ANNULLED);
            case PENDING_REVIEW -> EnumSet.of(ACTIVE, PARTIALLY_LIFTED, SUSPENDED, PENDING_REMOVAL, EXPIRED, ANNULLED);
            case PARTIALLY_LIFTED -> EnumSet.of(PENDING_REVIEW, SUSPENDED, PENDING_REMOVAL, EXPIRED, ANNULLED);
            case SUSPENDED ->
                EnumSet.of(PENDING_ACTIVATION, ACTIVE, PARTIALLY_LIFTED, PENDING_REMOVAL, FAILED, EXPIRED, ANNULLED);
            case FAILED -> EnumSet.of(PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_REMOVAL, ANNULLED);
            case EXPIRED, ANNULLED -> EnumSet.of(PENDING_REMOVAL);
            case PENDING_REMOVAL -> EnumSet.of(REMOVED);
            case REFUSED, REMOVED -> EnumSet.noneOf(MeasureState.class);
        };
    }
}
