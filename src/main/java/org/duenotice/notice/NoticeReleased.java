package org.duenotice.notice;

/** Nothing is left to ask for in a notice that was open, because targets of it were taken back: it is closed, and nobody waits for it. */
public record NoticeReleased(String noticeNumber) {}
