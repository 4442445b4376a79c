package org.duenotice.calendar;

import java.time.Clock;
import java.time.LocalDate;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The days on which the calendar differs from the plain week; a day recorded again counts as recorded last. */
@Service
@RequiredArgsConstructor
public class DaysOff {

    private final JdbcClient jdbc;
    private final CalendarTables tables;
    private final Clock clock;

    /**
     * Records that a day is worked, or off, otherwise than was known.
     *
     * @throws Problem {@code calendar.year-not-loaded} for a day of a year whose days off are not known at all,
     *     {@code calendar.day-past} for a day that is over, which would change what was true when it was counted
     */
    @Transactional
    public void record(LocalDate day, boolean worked, String name) {
        if (day.isBefore(LawDay.of(clock.instant()))) {
            throw Problem.invalid("calendar.day-past", day);
        }
        tables.current().workingDays().includes(day);
        jdbc.sql("insert into calendar_day (day, kind, name) values (?, ?, ?)")
                .params(day, worked ? "WORKING" : "DAY_OFF", name)
                .update();
    }

    /** Changes whenever a day, a year or a rule was recorded, on whichever node. */
    @Transactional(readOnly = true)
    public String version() {
        return tables.current().recorded();
    }
}
