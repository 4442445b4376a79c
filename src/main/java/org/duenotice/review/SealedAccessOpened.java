package org.duenotice.review;

import java.util.UUID;

/**
 * Measures of a sealed case are undone; published in the transaction that recorded it.
 *
 * @param appeal the number of the appeal that took the measures away, or empty
 * @param told everyone who restricts was told to open access; false where nobody had been asked for anything
 */
public record SealedAccessOpened(UUID caseId, String appeal, boolean told) {}
