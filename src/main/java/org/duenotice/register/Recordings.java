package org.duenotice.register;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.law.Competences;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** Records checked rows in their registers, with what one row cannot know by itself: other rows, other registers, today. */
@Component
@RequiredArgsConstructor
class Recordings {

    private final RegisterRows rows;
    private final Competences competences;
    private final Platforms platforms;
    private final Clock clock;

    /**
     * Adds the rows, all of them or none.
     *
     * @return the versions that were recorded
     * @throws Problem {@code register.periods-overlap}, {@code calendar.*}, {@code law.body-unknown}, {@code platform.unknown}
     */
    List<UUID> add(Register register, List<Row> wanted) {
        var versions = new ArrayList<UUID>();
        for (var row : wanted) {
            meetNeighbours(row);
            var known =
                    row instanceof CalendarYearRow year ? days(register, year) : Map.<LocalDate, CalendarDayRow>of();
            versions.add(rows.add(register, row));
            if (row instanceof CalendarYearRow year) {
                versions.addAll(addDays(year, known));
            }
        }
        for (var row : wanted) {
            rows.overlap(register, row).ifPresent(days -> {
                throw Problem.invalid("register.periods-overlap", days);
            });
        }
        return versions;
    }

    private void meetNeighbours(Row row) {
        if (row instanceof CompetenceRow competence) {
            competences.body(competence.bodyCode(), LawDay.of(clock.instant()));
        } else if (row instanceof PlatformContactRow contact) {
            platforms.check(contact.platformCode());
        } else if (row instanceof PlatformProfileRow profile) {
            platforms.know(profile.platformCode());
        } else if (row instanceof BodyRow body) {
            competences.know(body.code());
        } else if (row instanceof CalendarDayRow day) {
            checkDay(day);
        }
    }

    private void checkDay(CalendarDayRow day) {
        checkNotPast(day.day());
        if (!isLoaded(day.day().getYear())) {
            throw Problem.conflict(
                    "calendar.year-not-loaded", String.valueOf(day.day().getYear()));
        }
        if (rows.current(Register.CALENDAR_DAY, day).isEmpty()) {
            day.checkAgainstTheWeek();
        }
    }

    private void checkNotPast(LocalDate day) {
        if (day.isBefore(LawDay.of(clock.instant()))) {
            throw Problem.invalid("calendar.day-past", day);
        }
    }

    private boolean isLoaded(int year) {
        return rows.current(Register.CALENDAR_YEAR, new CalendarYearRow(year, "", false, List.of()))
                .isPresent();
    }

    /** The days of that year that differ from the week so far. */
    private Map<LocalDate, CalendarDayRow> days(Register register, CalendarYearRow year) {
        return rows.current(register, year)
                .map(version -> ((CalendarYearRow) version.row())
                        .days().stream().collect(Collectors.toMap(CalendarDayRow::day, Function.identity())))
                .orElseGet(Map::of);
    }

    /** What a list no longer names goes back to the plain week; a day that is over keeps what it was counted as. */
    private List<UUID> addDays(CalendarYearRow year, Map<LocalDate, CalendarDayRow> known) {
        var wasLoaded = rows.history(
                                Register.CALENDAR_YEAR,
                                rows.current(Register.CALENDAR_YEAR, year)
                                        .orElseThrow()
                                        .id())
                        .size()
                > 1;
        var left = new HashMap<>(known);
        var added = new ArrayList<UUID>();
        for (var day : year.days()) {
            var before = left.remove(day.day());
            if (!day.equals(before)) {
                if (wasLoaded && (before == null || before.kind() != day.kind())) {
                    checkNotPast(day.day());
                }
                added.add(rows.add(Register.CALENDAR_DAY, day));
            }
        }
        for (var day : left.values()) {
            checkNotPast(day.day());
            added.add(rows.add(Register.CALENDAR_DAY, day.takenBack(year.source())));
        }
        return added;
    }
}
