package org.duenotice.review;

import java.time.LocalDate;

/** The last day on which measures of a sealed case can be reviewed has come earlier; published in the transaction that recorded it. */
public record SealedReviewForward(String caseNumber, LocalDate lastDay) {}
