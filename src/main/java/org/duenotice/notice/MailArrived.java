package org.duenotice.notice;

/** A mail that belongs to a notice has come; published in the transaction that recorded it. */
public record MailArrived(String noticeNumber, String mailNumber) {}
