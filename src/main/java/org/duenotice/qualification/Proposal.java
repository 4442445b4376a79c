package org.duenotice.qualification;

/** What the preparer proposes for the case. */
public enum Proposal {
    /** An offence route, a restriction, or both. */
    MEASURES,
    /** To close without a measure. */
    CLOSE,
    /** To ask the lawyer from outside the unit. */
    RIGHTS_REVIEW
}
