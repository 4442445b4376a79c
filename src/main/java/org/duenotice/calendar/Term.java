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
     * Hours run round the clock from the very instant. The day a term starts on is not counted: days and months begin with the
     * next day, working days with the next working day, and end at 24:00 of the last one. A month without that date ends the
     * term on its last day.
     */
    Instant end(Instant start, WorkingDays workingDays) {
        var day = LawDay.of(start);
        return switch (unit) {
            case HOURS -> start.plus(Duration.ofHours(amount));
            case CALENDAR_DAYS -> LawDay.endOf(day.plusDays(amount));
            case CALENDAR_MONTHS -> LawDay.endOf(day.plusMonths(amount));
            case WORKING_DAYS -> LawDay.endOf(workingDays.after(day, amount));
        };
    }
}
