package org.duenotice.review;

/** Measures of a sealed case fall due; published in the transaction that recorded it, with the number alone. */
public record SealedReviewOpened(String caseNumber) {}
