package org.duenotice.review;

import java.util.UUID;

/**
 * Everyone who restricted targets of a sealed case was told to open access; published in the transaction that recorded it.
 *
 * @param appeal the number of the appeal that took the measures away, or empty
 */
public record SealedAccessOpened(UUID caseId, String appeal) {}
