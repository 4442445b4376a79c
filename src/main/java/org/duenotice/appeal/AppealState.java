package org.duenotice.appeal;

import java.util.EnumSet;
import java.util.Set;
import org.duenotice.state.Machine;
import org.duenotice.state.State;

/** Where an appeal stands (Administrative Procedural Code, arts. 91-101). */
public enum AppealState implements State {
    RECEIVED,
    REGISTERED,
    ADMISSIBILITY,
    LEFT_WITHOUT_CONSIDERATION,
    FORWARDED,
    /** The body put it right itself, art. 91(4). */
    SELF_CORRECTED,
    UNDER_REVIEW,
    HEARING,
    /** The term ran out without a decision: a breach that opens the way to court and decides nothing. */
    SILENT,
    CANCELLED,
    CANCELLED_NEW_ACT,
    ACTION_ORDERED,
    DISMISSED,
    RETURNED,
    /** The body has looked again at what was returned, and decided as before. */
    RETURN_UPHELD,
    /** The body has done what was ordered. */
    FULFILLED,
    WITHDRAWN,
    COURT_PENDING,
    COURT_UPHELD,
    COURT_OVERTURNED,
    RESTORATION_ORDERED,
    RESTORATION_CONFIRMED;

    private static final Set<AppealState> DECISIONS =
            EnumSet.of(CANCELLED, CANCELLED_NEW_ACT, ACTION_ORDERED, DISMISSED, RETURNED);

    private static final Set<AppealState> UNDECIDED =
            EnumSet.of(RECEIVED, REGISTERED, ADMISSIBILITY, UNDER_REVIEW, HEARING, SILENT);

    /** Looked into or decided: what only an officer does who had no other part in the case, as the table of duties has it. */
    boolean isForTheOfficer() {
        return this == UNDER_REVIEW || this == HEARING || DECISIONS.contains(this);
    }

    /** Somebody still has to decide. */
    public boolean isUndecided() {
        return UNDECIDED.contains(this);
    }

    @Override
    public Machine machine() {
        return Machine.APPEAL;
    }

    @Override
    public Set<AppealState> next() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(REGISTERED, WITHDRAWN);
            case REGISTERED -> EnumSet.of(ADMISSIBILITY, WITHDRAWN);
            case ADMISSIBILITY ->
                EnumSet.of(LEFT_WITHOUT_CONSIDERATION, FORWARDED, SELF_CORRECTED, UNDER_REVIEW, SILENT, WITHDRAWN);
            case UNDER_REVIEW -> decisionsAnd(HEARING, SELF_CORRECTED, SILENT, LEFT_WITHOUT_CONSIDERATION, WITHDRAWN);
            case HEARING -> decisionsAnd(SILENT, LEFT_WITHOUT_CONSIDERATION, WITHDRAWN);
            case SILENT ->
                decisionsAnd(
                        UNDER_REVIEW,
                        HEARING,
                        SELF_CORRECTED,
                        FORWARDED,
                        LEFT_WITHOUT_CONSIDERATION,
                        WITHDRAWN,
                        COURT_PENDING);
            case SELF_CORRECTED, CANCELLED, COURT_OVERTURNED -> EnumSet.of(RESTORATION_ORDERED);
            case CANCELLED_NEW_ACT -> EnumSet.of(RESTORATION_ORDERED, COURT_PENDING);
            case ACTION_ORDERED -> EnumSet.of(FULFILLED, RESTORATION_ORDERED, COURT_PENDING);
            case RETURNED -> EnumSet.of(RETURN_UPHELD, RESTORATION_ORDERED, COURT_PENDING);
            case LEFT_WITHOUT_CONSIDERATION, DISMISSED, RETURN_UPHELD, FULFILLED -> EnumSet.of(COURT_PENDING);
            case COURT_PENDING -> EnumSet.of(COURT_UPHELD, COURT_OVERTURNED);
            // what took the place of the measure can be brought before a court
            case RESTORATION_ORDERED -> EnumSet.of(RESTORATION_CONFIRMED, COURT_PENDING);
            case RESTORATION_CONFIRMED -> EnumSet.of(COURT_PENDING);
            case FORWARDED, WITHDRAWN, COURT_UPHELD -> EnumSet.noneOf(AppealState.class);
        };
    }

    private static Set<AppealState> decisionsAnd(AppealState... more) {
        var next = EnumSet.copyOf(DECISIONS);
        next.addAll(Set.of(more));
        return next;
    }
}
