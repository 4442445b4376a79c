package org.duenotice.calendar;

import java.time.Instant;

/**
 * A computed term: what was done in time was done before {@code due}. Terms in days are due at 24:00 of their last day, which is
 * the next midnight in Kazakhstan.
 *
 * @param term how long, as the rule says it
 * @param verified whether someone compared the citation with the official text now in force
 */
public record Deadline(String rule, Term term, Instant start, Instant due, Citation citation, boolean verified) {}
