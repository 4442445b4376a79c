package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.Year;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.DaysOff;
import org.duenotice.calendar.Deadlines;
import org.duenotice.register.CalendarYears;
import org.duenotice.register.Change;
import org.duenotice.register.Changes;
import org.duenotice.register.Register;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Next year's calendar is asked for in time, checked, and loaded by two people. */
@DueNoticeTest
class CalendarYearTest {

    /** Tuesday, 1 January 2041 and so on: a year that no other test counts in. */
    private static final String DAYS =
            """
            day,kind,name,name_ru,name_kk,moved_from
            2041-01-01,DAY_OFF,New Year,Новый год,Жаңа жыл,
            2041-01-02,DAY_OFF,New Year,Новый год,Жаңа жыл,
            2041-01-07,DAY_OFF,Christmas,Рождество,Рождество,
            2041-01-12,WORKING,Worked instead,Рабочий день,Жұмыс күні,2041-01-14
            2041-01-14,DAY_OFF,Day off moved,Перенос,Ауыстыру,2041-01-12
            2041-03-08,DAY_OFF,Women's Day,Женский день,Әйелдер күні,
            2041-03-21,DAY_OFF,Nauryz,Наурыз,Наурыз,
            2041-03-22,DAY_OFF,Nauryz,Наурыз,Наурыз,
            2041-03-25,DAY_OFF,Nauryz,Наурыз,Наурыз,2041-03-23
            2041-05-01,DAY_OFF,Unity Day,День единства,Бірлік күні,
            2041-05-07,DAY_OFF,Defender's Day,День защитника,Қорғаушы күні,
            2041-05-09,DAY_OFF,Victory Day,День Победы,Жеңіс күні,
            """;

    @Autowired
    private Casework casework;

    @Autowired
    private CalendarYears years;

    @Autowired
    private Changes changes;

    @Autowired
    private DaysOff daysOff;

    @Autowired
    private Deadlines deadlines;

    @LocalServerPort
    private int port;

    private RegisterDesk desk;

    @BeforeEach
    void atTheDesk() {
        casework.clock.backToStart();
        desk = new RegisterDesk(port);
    }

    @AfterEach
    void backToToday() {
        casework.clock.backToStart();
    }

    @Test
    void fromNovemberOnTheMissingCalendarIsATaskOnceAndWithManyNodes() throws Exception {
        casework.clock.moveTo(Instant.parse("2050-10-31T18:59:00Z"));
        var october = years.openMissing();
        assertThat(october).containsOnlyKeys(Year.of(2050));
        casework.clock.moveTo(Instant.parse("2050-10-31T19:01:00Z"));

        var nodes = Executors.newFixedThreadPool(3);
        var opened = nodes.invokeAll(Collections.nCopies(3, (Callable<Map<Year, String>>) years::openMissing)).stream()
                .map(CalendarYearTest::result)
                .filter(found -> !found.isEmpty())
                .toList();
        nodes.shutdown();

        assertThat(opened).singleElement().satisfies(once -> assertThat(once).containsOnlyKeys(Year.of(2051)));
        assertThat(years.openMissing()).isEmpty();
        var task = casework.task("loadCalendar", opened.get(0).get(Year.of(2051)));
        assertThat(task.getPriority()).isEqualTo(TaskFilters.WARNED);
        assertThat(task.getDueDate()).isEqualTo("2050-11-30T19:00:00Z");
        assertThat(Caller.of(port, "manager1").get("/engine-rest/filter").body())
                .contains("Calendar not loaded");
        for (var change : List.of(october.get(Year.of(2050)), opened.get(0).get(Year.of(2051)))) {
            withdraw(change);
        }
    }

    private static Map<Year, String> result(java.util.concurrent.Future<Map<Year, String>> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void withdraw(String number) {
        casework.complete(
                "registrar1", "loadCalendar", number, Map.of("preparation", "WITHDRAW", "reasons", "End of the test"));
        assertThat(casework.open(number)).isEmpty();
    }

    @Test
    void aCalendarThatOnePersonEnteredAndAnotherApprovedIsCountedBy() {
        casework.clock.moveTo(Instant.parse("2040-11-05T05:00:00Z"));
        var opened = years.openMissing();
        withdraw(opened.get(Year.of(2040)));
        var number = opened.get(Year.of(2041));
        var from = Instant.parse("2041-01-10T05:00:00Z");
        assertThat(daysOff.isLoaded(Year.of(2041))).isFalse();
        load(number, DAYS, "Decree of the tests");
        assertThat(daysOff.isLoaded(Year.of(2041))).isFalse();
        casework.complete("manager1", "approveChange", number, Map.of("decision", "APPROVE"));

        assertThat(daysOff.isLoaded(Year.of(2041))).isTrue();
        assertThat(years.openMissing()).doesNotContainKey(Year.of(2041));
        // Friday 11, worked Saturday 12, Sunday and the day off moved to Monday 14 left out, Tuesday 15
        assertThat(deadlines.due("objection-2wd", from).due()).isEqualTo("2041-01-12T19:00:00Z");
        assertThat(deadlines.due("hearing-3wd", from).due()).isEqualTo("2041-01-15T19:00:00Z");

        var preview = desk.get("/api/v1/deadlines/preview?rule=hearing-3wd&from=" + from, "Accept-Language", "ru");
        assertThat(preview.path("verified").asBoolean()).isTrue();
        assertThat(preview.path("steps"))
                .extracting(step -> step.path("kind").asText())
                .containsExactly("START", "WORKED", "WEEKEND", "DAY_OFF", "END");
        assertThat(preview.path("steps").get(1).path("words").asText())
                .contains("рабочий день вместо", "Decree of the tests");
        assertThat(preview.path("steps").get(3).path("name").asText()).isEqualTo("Перенос");

        revised(number);
    }

    /** The list is loaded again with one day less and without a source: the day is worked again and the year no longer verified. */
    private void revised(String first) {
        var year = (ObjectNode)
                desk.get("/api/v1/register-changes/" + first).path("rows").get(0);
        year.withArray("days").remove(11);
        year.put("source", "").put("verified", false);
        desk.recorded("calendar-years", year);

        var preview = desk.get(
                "/api/v1/deadlines/preview?rule=objection-2wd&from=2041-05-07T05:00:00Z", "Accept-Language", "kk");
        assertThat(preview.path("dueAt").asText()).isEqualTo("2041-05-09T19:00:00Z");
        assertThat(preview.path("verified").asBoolean()).isFalse();
        assertThat(preview.path("steps"))
                .extracting(step -> step.path("kind").asText())
                .containsExactly("START", "YEAR_UNVERIFIED", "END");
        assertThat(preview.path("steps").get(2).path("words").asText()).contains("24:00");
        assertThat(desk.get("/api/v1/calendar-years?validOn=2041-06-01")
                        .path("items")
                        .get(0)
                        .path("row")
                        .path("days"))
                .hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({
        "2061-01-02, register.day-of-another-year",
        "2060-01-01, register.day-twice",
        "2060-01-03, register.off-on-a-weekend",
        "2060-1-8, register.field-wrong"
    })
    void aListThatCannotBeRightIsRefusedWithItsDay(String day, String problem) {
        var year = year(12);
        year.withArray("days").add(dayOff(day));

        var answer = desk.propose("calendar-years", year);

        refused(answer, 400, problem);
    }

    @Test
    void aListWithFarTooFewDaysOrWithoutItsDecreeIsNotTakenAsVerified() {
        refused(desk.propose("calendar-years", year(7)), 400, "register.year-implausible");
        refused(desk.propose("calendar-years", year(12).put("verified", true)), 400, "register.year-without-source");
        var swapped = year(12);
        swapped.withArray("days").add(dayOff("2060-02-02").put("movedFrom", "2060-02-05"));
        refused(desk.propose("calendar-years", swapped), 400, "register.moved-from-nowhere");
    }

    @Test
    void aDayThatIsOverOrAlreadyAsTheWeekHasItIsNoChange() {
        refused(desk.propose("calendar-days", day("2026-10-30", "DAY_OFF")), 400, "calendar.day-past");
        refused(desk.propose("calendar-days", day("2026-11-28", "DAY_OFF")), 400, "register.off-on-a-weekend");
        refused(desk.propose("calendar-days", day("2026-11-27", "WORKING")), 400, "register.worked-on-a-workday");
        refused(desk.propose("calendar-days", day("2070-11-27", "DAY_OFF")), 409, "calendar.year-not-loaded");
        assertThat(changes.search(Register.CALENDAR_DAY, null, null, 10))
                .extracting(Change::reasons)
                .doesNotContain("x");
    }

    private void load(String number, String days, String source) {
        var input = new HashMap<String, Object>();
        input.put("preparation", "SUBMIT");
        input.put("source", source);
        input.put("verified", true);
        input.put("days", days);
        input.put("reasons", "From the gazette");
        casework.complete("registrar1", "loadCalendar", number, input);
    }

    /** 2060 begins with a Thursday; so many days off from its first day on, weekends left out. */
    private static ObjectNode year(int days) {
        var year = JSON.createObjectNode().put("year", 2060).put("source", "").put("verified", false);
        var list = year.putArray("days");
        java.time.LocalDate.of(2060, 1, 1)
                .datesUntil(java.time.LocalDate.of(2060, 3, 1))
                .filter(day -> day.getDayOfWeek().getValue() < 6)
                .limit(days)
                .forEach(day -> list.add(dayOff(day.toString())));
        return year;
    }

    private static ObjectNode dayOff(String day) {
        return day(day, "DAY_OFF");
    }

    private static ObjectNode day(String day, String kind) {
        return JSON.createObjectNode()
                .put("day", day)
                .put("kind", kind)
                .put("name", "Day")
                .put("nameRu", "День")
                .put("nameKk", "Күн");
    }
}
