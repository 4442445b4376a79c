package org.duenotice.calendar;

import java.time.Instant;
import java.util.UUID;

/** A clock as it stands now; state is one of RUNNING, PAUSED, MET, BREACHED, CANCELLED. */
public record ClockView(
        UUID id, String subject, String rule, Citation citation, String state, Instant startedAt, Instant dueAt) {}
