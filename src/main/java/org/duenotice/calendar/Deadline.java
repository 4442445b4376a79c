package org.duenotice.calendar;

import java.time.Instant;

/** A computed term: what was due in time before {@code due} met it. Terms in days end at 24:00 of the last one. */
public record Deadline(String rule, Instant start, Instant due, Citation citation) {}
