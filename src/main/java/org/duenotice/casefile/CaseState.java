package org.duenotice.casefile;

import java.util.EnumSet;
import java.util.Set;
import org.duenotice.state.Machine;
import org.duenotice.state.State;

/** Where a case stands; moves only along {@link #next}. */
public enum CaseState implements State {
    DETECTED,
    QUALIFICATION,
    LEGAL_REVIEW,
    RIGHTS_REVIEW,
    ROUTED,
    /** Nothing more is decided until those it concerns are heard. */
    ON_HOLD_HEARING,
    /** Nothing more is decided until the appeal is. */
    ON_HOLD_APPEAL,
    CLOSED,
    /** Taken up again; the flow begins anew at the qualification. */
    REOPENED,
    /** Its targets go on in another case. */
    MERGED,
    /** What it is about is read by a small group alone, and forwarded. */
    SEALED;

    private static final Set<CaseState> HOLDS = EnumSet.of(ON_HOLD_HEARING, ON_HOLD_APPEAL);
    private static final Set<CaseState> HELD_FROM = EnumSet.of(QUALIFICATION, LEGAL_REVIEW, RIGHTS_REVIEW, ROUTED);

    @Override
    public Machine machine() {
        return Machine.CASE;
    }

    @Override
    public Set<CaseState> next() {
        var next =
                switch (this) {
                    case DETECTED -> EnumSet.of(QUALIFICATION, MERGED);
                    case QUALIFICATION -> EnumSet.of(LEGAL_REVIEW, RIGHTS_REVIEW, MERGED);
                    case RIGHTS_REVIEW -> EnumSet.of(QUALIFICATION, CLOSED);
                    case LEGAL_REVIEW -> EnumSet.of(QUALIFICATION, ROUTED, CLOSED);
                    case ROUTED -> EnumSet.of(CLOSED);
                    // that one of them in which it was held
                    case ON_HOLD_HEARING, ON_HOLD_APPEAL -> EnumSet.copyOf(HELD_FROM);
                    case CLOSED -> EnumSet.of(REOPENED);
                    case REOPENED -> EnumSet.of(QUALIFICATION);
                    case MERGED -> EnumSet.noneOf(CaseState.class);
                    case SEALED -> EnumSet.of(CLOSED, MERGED);
                };
        if (HELD_FROM.contains(this)) {
            next.addAll(HOLDS);
        }
        if (this != SEALED) {
            next.add(SEALED);
        }
        return next;
    }

    /** Nobody decides anything in it until it goes on. */
    public boolean isHold() {
        return HOLDS.contains(this);
    }

    /** The work on it has ended, here at least. */
    public boolean isClosed() {
        return this == CLOSED || this == MERGED;
    }
}
