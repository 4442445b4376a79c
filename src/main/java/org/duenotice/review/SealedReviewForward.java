package org.duenotice.review;

/** The day on which measures of a sealed case are reviewed has come earlier; published in the transaction that recorded it. */
public record SealedReviewForward(String caseNumber) {}
