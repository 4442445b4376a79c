package org.duenotice.calendar;

import java.time.Year;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the days on which the calendar differs from the plain week. */
@Service
@RequiredArgsConstructor
public class DaysOff {

    private final CalendarTables tables;

    /** Changes whenever a day, a year or a rule was recorded, on whichever node. */
    @Transactional(readOnly = true)
    public String version() {
        return tables.current().recorded();
    }

    /** Whether terms that reach into the year can be computed. */
    @Transactional(readOnly = true)
    public boolean isLoaded(Year year) {
        return tables.current().workingDays().years().contains(year.getValue());
    }
}
