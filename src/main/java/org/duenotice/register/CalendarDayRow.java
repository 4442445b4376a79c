package org.duenotice.register;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.duenotice.problem.Problem;

/**
 * A day that differs from the plain week.
 *
 * @param name in English; Russian and Kazakh beside it
 * @param movedFrom the day it stands for: the weekend a holiday fell on, or its counterpart in a swap
 * @param source the act that says so; may stay empty where the year's source does
 */
record CalendarDayRow(
        @NotNull LocalDate day,
        @NotNull Kind kind,
        @NotBlank @Size(max = SHORT) String name,
        @NotBlank @Size(max = SHORT) String nameRu,
        @NotBlank @Size(max = SHORT) String nameKk,
        LocalDate movedFrom,
        @Size(max = LONG) String source)
        implements Row {

    enum Kind {
        DAY_OFF,
        WORKING
    }

    CalendarDayRow {
        source = source == null ? "" : source;
    }

    boolean worked() {
        return kind == Kind.WORKING;
    }

    /** The same day as the plain week has it. */
    CalendarDayRow takenBack(String because) {
        return new CalendarDayRow(day, worked() ? Kind.DAY_OFF : Kind.WORKING, name, nameRu, nameKk, null, because);
    }

    /** Refuses what the plain week says anyway: a weekend that is off, a Monday that is worked. */
    void checkAgainstTheWeek() {
        if (worked() && !isWeekend(day)) {
            throw Problem.invalid("register.worked-on-a-workday", day.toString());
        }
        if (!worked() && isWeekend(day)) {
            throw Problem.invalid("register.off-on-a-weekend", day.toString());
        }
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
