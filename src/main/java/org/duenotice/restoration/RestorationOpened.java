package org.duenotice.restoration;

import java.time.Instant;

/**
 * A restoration is there: ordered already, or waiting for a person of the authorised body to order it.
 *
 * @param dueAt when that person's word is due; null where it is ordered
 */
public record RestorationOpened(String number, boolean ordered, Instant dueAt, boolean urgent) {}
