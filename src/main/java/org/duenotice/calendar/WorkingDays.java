package org.duenotice.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.duenotice.problem.Problem;

/**
 * The five-day week with its exceptions, for the years that are loaded. A year that is not loaded is a problem rather
 * than a guess: holidays move, and some follow the moon.
 *
 * @param years the years whose exceptions are known
 * @param exceptions days that differ from the plain week; true: worked, false: off
 */
record WorkingDays(Set<Integer> years, Map<LocalDate, Boolean> exceptions) {

    private static final int YEARS_OF_TERMS = 3;
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** The same with the plain week for a few years from that one whose exceptions nobody knows yet. */
    WorkingDays orPlainFrom(int year) {
        var known = new HashSet<>(years);
        IntStream.range(year, year + YEARS_OF_TERMS).forEach(known::add);
        return new WorkingDays(known, exceptions);
    }

    boolean includes(LocalDate day) {
        if (!years.contains(day.getYear())) {
            throw Problem.conflict("calendar.year-not-loaded", String.valueOf(day.getYear()));
        }
        return exceptions.getOrDefault(day, !WEEKEND.contains(day.getDayOfWeek()));
    }

    /** The working day that is the given number of working days after a day, which itself is not counted. */
    LocalDate after(LocalDate day, int workingDays) {
        var last = day;
        for (int counted = 0; counted < workingDays; ) {
            last = last.plusDays(1);
            if (includes(last)) {
                counted++;
            }
        }
        return last;
    }

    /** How many working days there are after a day up to and including another. */
    int between(LocalDate day, LocalDate last) {
        return (int) day.plusDays(1)
                .datesUntil(last.isAfter(day) ? last.plusDays(1) : day.plusDays(1))
                .filter(this::includes)
                .count();
    }

    /** The day itself when it is worked, otherwise the next working day. */
    LocalDate onOrAfter(LocalDate day) {
        return includes(day) ? day : after(day, 1);
    }
}
