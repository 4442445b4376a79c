package org.duenotice.calendar;

import java.time.Instant;

/** A computed term: what was due in time before {@code due} met it; {@code verified} tells whether
 * someone compared the citation with the official text now in force. Terms in days are due at 24:00 of their last day. */
public record Deadline(String rule, Instant start, Instant due, Citation citation, boolean verified) {}
