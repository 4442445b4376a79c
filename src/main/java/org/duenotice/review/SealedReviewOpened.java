package org.duenotice.review;

/**
 * Measures of a sealed case fall due, or were taken away by an appeal; published in the transaction that recorded it.
 *
 * @param key the number of the case, or that of the appeal; nothing else of either
 */
public record SealedReviewOpened(String key) {}
