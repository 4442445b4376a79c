package org.duenotice.review;

/** The day of a sealed case's measures passed and they were lifted; published in the transaction that recorded it. */
public record SealedReviewOver(String caseNumber) {}
