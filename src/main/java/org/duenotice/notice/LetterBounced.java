package org.duenotice.notice;

/** A letter came back as undeliverable after it had left; published in the transaction that recorded it. */
public record LetterBounced(String noticeNumber, String letterNumber, String words) {}
