package org.duenotice.staffing;

import java.time.Instant;

/** Somebody is away in that period, and the deputy does their tasks, in the deputy's own name. */
public record Absence(
        String number,
        String person,
        String deputy,
        Instant beginsAt,
        Instant endsAt,
        String reasons,
        String recordedBy,
        Instant recordedAt) {}
