package org.duenotice.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Moments as people in Kazakhstan read and enter them: what the clock on the wall says. */
public final class WallTime {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private WallTime() {}

    /** Such as 22.11.2026 10:15. */
    public static String shown(Instant instant) {
        return SHOWN.format(LocalDateTime.ofInstant(instant, LawDay.ZONE));
    }

    /** Such as 22.11.2026. */
    public static String shown(LocalDate day) {
        return DAY.format(day);
    }

    public static Instant at(LocalDateTime wall) {
        return wall.atZone(LawDay.ZONE).toInstant();
    }
}
