package org.duenotice.notice;

/** A mail has come of which nobody knows yet what it belongs to; published in the transaction that recorded it. */
public record MailUnmatched(String mailNumber) {}
