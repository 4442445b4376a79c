package org.duenotice.intake;

/** Where a detection comes from. An anonymous message is a lead only (УПК 181(6)). */
public enum Source {
    OWN_MONITORING,
    OTHER_BODY,
    CITIZEN,
    ANONYMOUS
}
