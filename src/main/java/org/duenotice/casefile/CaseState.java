package org.duenotice.casefile;

import java.util.EnumSet;
import java.util.Set;

/** Where a case stands; moves only along {@link #next}. */
public enum CaseState {
    DETECTED,
    QUALIFICATION,
    LEGAL_REVIEW,
    RIGHTS_REVIEW,
    ROUTED,
    CLOSED;

    Set<CaseState> next() {
        return switch (this) {
            case DETECTED -> EnumSet.of(QUALIFICATION);
            case QUALIFICATION -> EnumSet.of(LEGAL_REVIEW, RIGHTS_REVIEW);
            case RIGHTS_REVIEW -> EnumSet.of(QUALIFICATION, CLOSED);
            case LEGAL_REVIEW -> EnumSet.of(QUALIFICATION, ROUTED, CLOSED);
            case ROUTED -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.noneOf(CaseState.class);
        };
    }
}
