package org.duenotice.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;

/**
 * Days of the calendar in Kazakhstan, both inclusive.
 *
 * @param asOf the end of the last day, or the present moment while it lasts: everything is told as it stood then
 */
record Period(LocalDate from, LocalDate to, Instant asOf) {

    private static final long LONGEST = 370;

    /** @throws Problem {@code report.period} when it ends before it begins, begins in the future or is longer than a year */
    static Period of(LocalDate from, LocalDate to, Instant now) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= LONGEST || from.isAfter(LawDay.of(now))) {
            throw Problem.invalid("report.period", LONGEST);
        }
        var end = LawDay.endOf(to);
        return new Period(from, to, end.isBefore(now) ? end : now);
    }

    OffsetDateTime begin() {
        return LawDay.endOf(from.minusDays(1)).atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime end() {
        return asOf.atOffset(ZoneOffset.UTC);
    }

    /** The first day of each calendar month that the period touches; of the first one, the period's own. */
    List<LocalDate> months() {
        return Stream.iterate(from, day -> !day.isAfter(to), day -> day.withDayOfMonth(1)
                        .plusMonths(1))
                .toList();
    }

    /** The moments at which they begin. */
    String[] monthBegins() {
        return months().stream()
                .map(day -> LawDay.endOf(day.minusDays(1)).toString())
                .toArray(String[]::new);
    }
}
