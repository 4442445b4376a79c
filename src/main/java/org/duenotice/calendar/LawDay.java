package org.duenotice.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The day it is for the law at an instant: days begin and end at midnight in Asia/Almaty. */
public final class LawDay {

    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private LawDay() {}

    public static LocalDate of(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** 24:00 of the day, which is the first instant that no longer belongs to it. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
