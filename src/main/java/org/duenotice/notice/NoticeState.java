package org.duenotice.notice;

/** Where a notice stands. */
public enum NoticeState {
    DRAFT,
    SENT,
    UNDELIVERED,
    ANSWERED,
    BREACHED,
    FULLY_COMPLIED,
    PARTIALLY_COMPLIED,
    NOT_COMPLIED,
    WITHDRAWN,
    CLOSED
}
