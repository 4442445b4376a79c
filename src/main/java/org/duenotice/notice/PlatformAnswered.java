package org.duenotice.notice;

/** A platform has answered by itself; published in the transaction that stored the answer. */
public record PlatformAnswered(String noticeNumber) {}
