package org.duenotice.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Moments as people in Kazakhstan read and enter them: what the clock on the wall says. */
public final class WallTime {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    private WallTime() {}

    /** Such as 22.11.2026 10:15. */
    public static String shown(Instant instant) {
        return SHOWN.format(LocalDateTime.ofInstant(instant, LawDay.ZONE));
    }

    public static Instant at(LocalDateTime wall) {
        return wall.atZone(LawDay.ZONE).toInstant();
    }
}
