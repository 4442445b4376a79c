package org.duenotice.register;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duenotice.problem.Problem;

/**
 * A year's days off and worked days, all of them.
 *
 * @param source the decree; a year without one cannot be called verified
 */
record CalendarYearRow(
        @NotNull @Min(2000) @Max(2200) Integer year,
        @NotNull @Size(max = LONG) String source,
        @NotNull Boolean verified,
        @NotNull @Valid List<@NotNull CalendarDayRow> days)
        implements Row {

    /** Kazakhstan has had 13 to 20 such days a year; a list far outside was copied wrongly. */
    private static final int FEWEST = 8;

    private static final int MOST = 40;

    CalendarYearRow {
        source = source == null ? null : source.strip();
        days = days == null || days.stream().anyMatch(Objects::isNull)
                ? days
                : days.stream()
                        .sorted(Comparator.comparing(
                                CalendarDayRow::day, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList();
    }

    @Override
    public void check() {
        if (verified && source.isEmpty()) {
            throw Problem.invalid("register.year-without-source", year.toString());
        }
        if (days.size() < FEWEST || days.size() > MOST) {
            throw Problem.invalid("register.year-implausible", year.toString(), days.size(), FEWEST, MOST);
        }
        var seen = new HashSet<LocalDate>();
        for (var day : days) {
            if (day.day().getYear() != year) {
                throw Problem.invalid("register.day-of-another-year", day.day().toString(), year.toString());
            }
            if (!seen.add(day.day())) {
                throw Problem.invalid("register.day-twice", day.day().toString());
            }
            checkAgainstTheWeek(day);
        }
    }

    private void checkAgainstTheWeek(CalendarDayRow day) {
        day.checkAgainstTheWeek();
        var from = day.movedFrom();
        if (from == null) {
            return;
        }
        var otherWay = days.stream()
                .filter(other -> other.worked() != day.worked())
                .map(CalendarDayRow::day)
                .collect(Collectors.toSet());
        var wasOff = !day.worked() && CalendarDayRow.isWeekend(from);
        if (!wasOff && !otherWay.contains(from)) {
            throw Problem.invalid("register.moved-from-nowhere", day.day().toString(), from.toString());
        }
    }
}
