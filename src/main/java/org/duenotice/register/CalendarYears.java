package org.duenotice.register;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.DaysOff;
import org.duenotice.calendar.LawDay;
import org.duenotice.database.Turns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that a year's calendar is loaded in time: this year's at any time, the next one's from 1 November on. For a year that
 * is missing there is one open change, however many nodes look.
 */
@Component
@RequiredArgsConstructor
public class CalendarYears {

    private static final String SOFTWARE = "duenotice";
    private static final String REASONS =
            "Календарь %1$s года не загружен · %1$s жылдың күнтізбесі жүктелмеген · The calendar of %1$s is not loaded";

    private final DaysOff daysOff;
    private final Changes changes;
    private final Turns turns;
    private final Clock clock;

    /** When people need the calendar of that year: on 1 December of the year before, at the latest. */
    public static Instant neededBy(String year) {
        return LawDay.endOf(LocalDate.of(Integer.parseInt(year) - 1, Month.NOVEMBER, 30));
    }

    /**
     * Opens a change for every year that is wanted, missing, and not yet asked for.
     *
     * @return the numbers of the new changes by their years
     */
    @Transactional
    public Map<Year, String> openMissing() {
        turns.take("calendar-years");
        var opened = new TreeMap<Year, String>();
        for (var year : wanted()) {
            if (!daysOff.isLoaded(year)
                    && changes.openFor(Register.CALENDAR_YEAR, year.toString()).isEmpty()) {
                opened.put(
                        year, changes.open(Register.CALENDAR_YEAR, year.toString(), REASONS.formatted(year), SOFTWARE));
            }
        }
        return opened;
    }

    private List<Year> wanted() {
        var today = LawDay.of(clock.instant());
        var wanted = new ArrayList<Year>();
        wanted.add(Year.from(today));
        if (today.getMonth().compareTo(Month.NOVEMBER) >= 0) {
            wanted.add(Year.from(today).plusYears(1));
        }
        return wanted;
    }
}
