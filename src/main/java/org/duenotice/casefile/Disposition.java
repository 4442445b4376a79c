package org.duenotice.casefile;

import java.util.EnumSet;
import java.util.Set;

/** What has become of a target. Every target of a case has exactly one at any moment. */
public enum Disposition {
    IN_QUALIFICATION,
    REFERRED,
    RESTRICTION_SOUGHT,
    RESTRICTION_REFUSED,
    UNDER_NOTICE,
    UNDER_ORDER,
    REMOVED,
    GEO_RESTRICTED,
    LABELLED,
    RESTRICTED_BY_OPERATOR,
    RESTRICTION_LIFTED,
    NOT_COMPLIED,
    WITHDRAWN,
    NO_VIOLATION,
    ALREADY_UNAVAILABLE,
    OUT_OF_COMPETENCE,
    DUPLICATE,
    RESCINDED,
    /** Left this case by a split or a merge and goes on in another. */
    MOVED;

    private static final Set<Disposition> CLOSINGS =
            EnumSet.of(NO_VIOLATION, ALREADY_UNAVAILABLE, OUT_OF_COMPETENCE, DUPLICATE);

    private static final Set<Disposition> UNDER_WORK =
            EnumSet.of(IN_QUALIFICATION, REFERRED, RESTRICTION_SOUGHT, UNDER_NOTICE, UNDER_ORDER);

    /** Ends the work on a target without any measure. */
    public boolean isClosing() {
        return CLOSINGS.contains(this);
    }

    /** Somebody still has to do something, or a measure is on its way. */
    public boolean isUnderWork() {
        return UNDER_WORK.contains(this);
    }
}
