package org.duenotice.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A length of time as the law gives it. */
public record Term(int amount, Unit unit) {

    /** How a term is counted. */
    public enum Unit {
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

    /** What stopped the clock and, unless it still stands, set it going again. */
    record Pause(Instant from, Instant to) {}

    /**
     * The end of a term that was interrupted: each pause moves it by what was left of the term when the pause began. In hours that
     * is exact; in days it is the days of that kind after the day of the pause, counted again after the day it goes on, so that a pause
     * that ends on the day it began moves nothing.
     *
     * @param pauses in their order; one that still stands moves nothing yet
     */
    Instant end(Instant start, List<Pause> pauses, WorkingDays workingDays) {
        var end = end(start, workingDays);
        for (var pause : pauses) {
            var from = pause.from().isBefore(start) ? start : pause.from();
            if (pause.to() != null && from.isBefore(end) && pause.to().isAfter(from)) {
                end = goingOn(from, pause.to(), end, workingDays);
            }
        }
        return end;
    }

    private Instant goingOn(Instant from, Instant to, Instant end, WorkingDays workingDays) {
        var last = LawDay.of(end.minusNanos(1));
        var paused = LawDay.of(from);
        var resumed = LawDay.of(to);
        return switch (unit) {
            case HOURS -> to.plus(Duration.between(from, end));
            case CALENDAR_DAYS, CALENDAR_MONTHS ->
                LawDay.endOf(workingDays.onOrAfter(resumed.plusDays(ChronoUnit.DAYS.between(paused, last))));
            case WORKING_DAYS -> {
                var left = workingDays.between(paused, last);
                yield LawDay.endOf(left == 0 ? workingDays.onOrAfter(resumed) : workingDays.after(resumed, left));
            }
        };
    }
}
