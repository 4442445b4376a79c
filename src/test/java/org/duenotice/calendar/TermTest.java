package org.duenotice.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duenotice.calendar.Term.Unit;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are those of Asia/Almaty; the table is that of 2026. */
class TermTest {

    private final Map<LocalDate, Boolean> exceptions = new TreeMap<>();
    private final WorkingDays workingDays = new WorkingDays(Set.of(2026), exceptions);

    TermTest() {
        for (var off : Set.of(
                "01-01", "01-02", "01-07", "03-09", "03-23", "03-24", "03-25", "05-01", "05-07", "05-11", "05-27",
                "07-06", "08-31", "10-26", "12-16")) {
            exceptions.put(LocalDate.parse("2026-" + off), false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-07T14:00, 1, 2026-03-07T15:00",
        "2026-03-07T14:00, 6, 2026-03-07T20:00",
        "2026-03-07T23:30, 2, 2026-03-08T01:30",
        "2026-03-07T14:00, 24, 2026-03-08T14:00",
        "2026-12-31T20:00, 24, 2027-01-01T20:00"
    })
    void hoursRunRoundTheClockOverNightsAndHolidaysAndYears(String start, int hours, String end) {
        assertThat(end(hours, Unit.HOURS, start)).isEqualTo(at(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T10:00, 1, 2026-03-10",
        "2026-03-20T10:00, 1, 2026-03-26",
        "2026-03-19T10:00, 3, 2026-03-27",
        "2026-05-08T10:00, 1, 2026-05-12",
        "2026-04-30T10:00, 5, 2026-05-12",
        "2026-08-28T10:00, 1, 2026-09-01",
        "2026-10-23T10:00, 1, 2026-10-27",
        "2026-11-23T10:00, 20, 2026-12-22"
    })
    void workingDaysSkipWeekendsHolidaysAndTheDaysHolidaysMovedTo(String start, int days, String lastDay) {
        assertThat(end(days, Unit.WORKING_DAYS, start)).isEqualTo(endOf(lastDay));
    }

    @ParameterizedTest
    @CsvSource({"2026-06-05T00:00", "2026-06-05T23:59:59", "2026-06-06T12:00", "2026-06-07T23:59"})
    void theFirstWorkingDayIsTheOneAfterTheDayTheTermStartsOn(String start) {
        assertThat(end(1, Unit.WORKING_DAYS, start)).isEqualTo(endOf("2026-06-08"));
    }

    @Test
    void aWorkedSaturdayIsAWorkingDay() {
        exceptions.put(LocalDate.parse("2026-06-06"), true);

        assertThat(end(1, Unit.WORKING_DAYS, "2026-06-05T10:00")).isEqualTo(endOf("2026-06-06"));
    }

    @Test
    void theDayATermStartsOnIsTheDayInAlmaty() {
        assertThat(new Term(1, Unit.CALENDAR_DAYS).end(Instant.parse("2026-06-08T18:59:59Z"), workingDays))
                .isEqualTo(endOf("2026-06-09"));
        assertThat(new Term(1, Unit.CALENDAR_DAYS).end(Instant.parse("2026-06-08T19:00:00Z"), workingDays))
                .isEqualTo(endOf("2026-06-10"));
    }

    @Test
    void untilMarch2024AlmatyWasSixHoursAheadAndSinceThenFive() {
        assertThat(LawDay.of(Instant.parse("2024-02-20T18:00:00Z"))).isEqualTo("2024-02-21");
        assertThat(LawDay.of(Instant.parse("2024-03-20T18:00:00Z"))).isEqualTo("2024-03-20");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T10:00, 3, 2026-11-26", "2026-03-19T10:00, 7, 2026-03-26", "2026-03-27T10:00, 3, 2026-03-30"
    })
    void calendarDaysCountDaysOff(String start, int days, String lastDay) {
        assertThat(end(days, Unit.CALENDAR_DAYS, start)).isEqualTo(endOf(lastDay));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-25T10:00, 3, CALENDAR_DAYS, 2026-03-30",
        "2026-03-05T10:00, 3, CALENDAR_DAYS, 2026-03-10",
        "2026-03-20T10:00, 3, CALENDAR_DAYS, 2026-03-26",
        "2026-06-30T10:00, 1, CALENDAR_MONTHS, 2026-07-30",
        "2026-07-31T10:00, 1, CALENDAR_MONTHS, 2026-09-01"
    })
    void aLastDayThatIsNotWorkedMovesTheEndToTheNextWorkingDay(String start, int amount, Unit unit, String lastDay) {
        assertThat(end(amount, unit, start)).isEqualTo(endOf(lastDay));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-12T10:00, 3, 2026-05-12",
        "2026-08-31T10:00, 1, 2026-09-30",
        "2026-03-31T10:00, 3, 2026-06-30",
        "2026-01-31T10:00, 1, 2026-03-02"
    })
    void aMonthWithoutTheDateEndsOnItsLastDay(String start, int months, String lastDay) {
        assertThat(end(months, Unit.CALENDAR_MONTHS, start)).isEqualTo(endOf(lastDay));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31T10:00, 1, WORKING_DAYS",
        "2026-12-21T10:00, 20, WORKING_DAYS",
        "2026-12-29T10:00, 3, CALENDAR_DAYS",
        "2026-11-23T10:00, 3, CALENDAR_MONTHS"
    })
    void aTermIntoAYearThatIsNotLoadedIsAProblemNotAGuess(String start, int amount, Unit unit) {
        assertThatThrownBy(() -> end(amount, unit, start)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.getCode()).isEqualTo("calendar.year-not-loaded");
            assertThat(problem.getArguments()).containsExactly("2027");
        });
    }

    private Instant end(int amount, Unit unit, String start) {
        return new Term(amount, unit).end(at(start), workingDays);
    }

    private static Instant at(String almatyTime) {
        return LocalDateTime.parse(almatyTime).atZone(LawDay.ZONE).toInstant();
    }

    private static Instant endOf(String lastDay) {
        return LocalDate.parse(lastDay).plusDays(1).atStartOfDay(LawDay.ZONE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T10:00, 24, 2026-03-06T12:00, 2026-03-06T15:00, 2026-03-07T13:00",
        "2026-03-06T10:00, 24, 2026-03-07T09:59, 2026-03-12T09:59, 2026-03-12T10:00",
        "2026-03-06T10:00, 24, 2026-03-06T09:00, 2026-03-06T11:00, 2026-03-07T11:00",
        "2026-03-06T10:00, 1, 2026-03-06T12:00, 2026-03-06T15:00, 2026-03-06T11:00"
    })
    void aPauseGivesBackTheHoursThatWereLeftAndNoMore(String start, int hours, String from, String to, String end) {
        assertThat(paused(hours, Unit.HOURS, start, from, to)).isEqualTo(at(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T10:00, 5, 2026-03-05T18:00, 2026-03-05T19:00, 2026-03-12",
        "2026-03-04T10:00, 5, 2026-03-05T18:00, 2026-03-19T09:00, 2026-03-30",
        "2026-03-04T10:00, 5, 2026-03-12T10:00, 2026-03-16T09:00, 2026-03-16",
        "2026-03-04T10:00, 5, 2026-03-12T10:00, 2026-03-21T09:00, 2026-03-26"
    })
    void aPauseGivesBackTheWorkingDaysThatWereLeft(String start, int days, String from, String to, String lastDay) {
        assertThat(paused(days, Unit.WORKING_DAYS, start, from, to)).isEqualTo(endOf(lastDay));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T10:00, 3, 2026-03-11T10:00, 2026-03-11T23:00, 2026-03-13",
        "2026-03-10T10:00, 3, 2026-03-11T10:00, 2026-03-17T10:00, 2026-03-19",
        "2026-03-10T10:00, 3, 2026-03-11T10:00, 2026-03-20T10:00, 2026-03-26"
    })
    void aPauseGivesBackTheDaysThatWereLeftAndEndsOnAWorkingDay(
            String start, int days, String from, String to, String lastDay) {
        assertThat(paused(days, Unit.CALENDAR_DAYS, start, from, to)).isEqualTo(endOf(lastDay));
    }

    @Test
    void aPauseThatStillStandsMovesNothingYet() {
        var pauses = List.of(new Term.Pause(at("2026-03-06T12:00"), null));
        assertThat(new Term(24, Unit.HOURS).end(at("2026-03-06T10:00"), pauses, workingDays))
                .isEqualTo(at("2026-03-07T10:00"));
    }

    private Instant paused(int amount, Unit unit, String start, String from, String to) {
        return new Term(amount, unit).end(at(start), List.of(new Term.Pause(at(from), at(to))), workingDays);
    }
}
