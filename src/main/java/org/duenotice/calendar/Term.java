package org.duenotice.calendar;

import java.time.Duration;
import java.time.Instant;

/** A length of time as the law gives it. */
record Term(int amount, Unit unit) {

    enum Unit {
        HOURS,
        CALENDAR_DAYS,
        CALENDAR_MONTHS,
        WORKING_DAYS
    }

    /**
     * The day a term starts on is not counted, and a term in days or months ends at 24:00 of its last day. A month
     * without that date ends the term on its last day; a last day that is not worked moves the end to the next working
     * day (Criminal Procedure Code, article 48(2) and (4), as amended to 28.12.2022; that administrative procedure
     * counts its months alike is not verified). Hours run round the clock from the very instant: never longer than
     * article 48(2) allows, which leaves out the hour already begun.
     */
    Instant end(Instant start, WorkingDays workingDays) {
        var day = LawDay.of(start);
        return switch (unit) {
            case HOURS -> start.plus(Duration.ofHours(amount));
            case CALENDAR_DAYS -> LawDay.endOf(workingDays.onOrAfter(day.plusDays(amount)));
            case CALENDAR_MONTHS -> LawDay.endOf(workingDays.onOrAfter(day.plusMonths(amount)));
            case WORKING_DAYS -> LawDay.endOf(workingDays.after(day, amount));
        };
    }
}
