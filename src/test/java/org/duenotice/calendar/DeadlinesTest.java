package org.duenotice.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duenotice.DueNoticeTest;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@DueNoticeTest
class DeadlinesTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T05:00:00Z");

    @Autowired
    Deadlines deadlines;

    @Autowired
    CalendarTables tables;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theYear2026Has246WorkingDays() {
        var workingDays = tables.current().workingDays();

        assertThat(LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)).filter(workingDays::includes))
                .hasSize(246);
    }

    @ParameterizedTest
    @CsvSource({
        "platform-answer-24h, 2026-11-24T05:00:00Z",
        "site-removal-6h, 2026-11-23T11:00:00Z",
        "second-contact-answer, 2026-11-24T05:00:00Z",
        "registration-24h, 2026-11-24T05:00:00Z",
        "admin-hand-over-3d, 2026-11-26T19:00:00Z",
        "hearing-3wd, 2026-11-26T19:00:00Z",
        "complaint-decision-20wd, 2026-12-22T19:00:00Z"
    })
    void aRuleComputesWhenItsTermEnds(String rule, Instant due) {
        var deadline = deadlines.due(rule, MONDAY);

        assertThat(deadline.due()).isEqualTo(due);
        assertThat(deadline.start()).isEqualTo(MONDAY);
        assertThat(deadline.rule()).isEqualTo(rule);
    }

    @Test
    void aDeadlineNamesTheLawBehindItInThreeLanguages() {
        var citation = deadlines.due("platform-answer-24h", MONDAY).citation();

        assertThat(citation.ru()).contains("Об онлайн-платформах", "ст. 9 п. 4 пп. 2", "24 часов");
        assertThat(citation.kk()).contains("Онлайн-платформалар", "9-бап, 4-тармақ", "24 сағат");
        assertThat(citation.en()).contains("Online Platforms", "article 9(4)(2)", "24 hours");
    }

    @Test
    void aRuleThatNobodyRecordedIsAProblem() {
        assertProblem("deadline.unknown-rule", () -> deadlines.due("answer-when-you-like", MONDAY));
    }

    @Test
    void aRuleIsNotThereBeforeItsFirstDay() {
        assertProblem(
                "deadline.unknown-rule",
                () -> deadlines.due("platform-answer-24h", Instant.parse("2023-09-09T17:59:59Z")));
        assertThat(deadlines.due("platform-answer-24h", Instant.parse("2023-09-09T18:00:00Z")))
                .isNotNull();
    }

    @Test
    void workingDaysInAYearThatIsNotLoadedAreAProblem() {
        assertProblem(
                "calendar.year-not-loaded",
                () -> deadlines.due("complaint-decision-20wd", Instant.parse("2026-12-25T05:00:00Z")));
    }

    @Test
    @Transactional
    void theEarliestEndOfATermIsKnownBeforeTheCalendarAndNeverLaterThanTheEnd() {
        var start = Instant.parse("2026-12-25T05:00:00Z");
        var earliest = deadlines.earliest("complaint-decision-20wd", start).due();
        assertThat(earliest).isEqualTo("2027-01-22T19:00:00Z");

        jdbc.sql("insert into calendar_year (year, source, verified) values (2027, 'test', false)")
                .update();
        jdbc.sql("insert into calendar_day (day, kind, name) values ('2027-01-01', 'DAY_OFF', 'test')")
                .update();

        var due = deadlines.due("complaint-decision-20wd", start).due();
        assertThat(due).isAfter(earliest);
        assertThat(deadlines.earliest("complaint-decision-20wd", start).due()).isEqualTo(due);
    }

    @Test
    @Transactional
    void anAmendedTermAppliesFromItsFirstDayAndNotBefore() {
        recordAnswerTerm(48, "2026-11-24");

        assertThat(deadlines.due("platform-answer-24h", MONDAY).due()).isEqualTo(MONDAY.plus(Duration.ofHours(24)));
        var tuesday = MONDAY.plus(Duration.ofDays(1));
        assertThat(deadlines.due("platform-answer-24h", tuesday).due()).isEqualTo(tuesday.plus(Duration.ofHours(48)));
    }

    @Test
    @Transactional
    void theLastRecordingOfATermCounts() {
        recordAnswerTerm(36, "2023-09-10");

        assertThat(deadlines.due("platform-answer-24h", MONDAY).due()).isEqualTo(MONDAY.plus(Duration.ofHours(36)));
    }

    @Test
    @Transactional
    void aYearCountsFromTheMomentItIsLoaded() {
        jdbc.sql("insert into calendar_year (year, source, verified) values (2027, 'test', false)")
                .update();

        assertThat(deadlines
                        .due("objection-2wd", Instant.parse("2026-12-30T05:00:00Z"))
                        .due())
                .isEqualTo("2027-01-01T19:00:00Z");
    }

    @Test
    @Transactional
    void aDayOffThatIsTakenBackIsAWorkingDay() {
        jdbc.sql("insert into calendar_day (day, kind, name) values ('2026-12-16', 'WORKING', 'test')")
                .update();

        assertThat(tables.current().workingDays().includes(LocalDate.of(2026, 12, 16)))
                .isTrue();
    }

    @Test
    void aTermSetByAPersonRunsForItsHours() {
        var deadline = deadlines.personTerm(48, MONDAY);

        assertThat(deadline.rule()).isEqualTo("person-term");
        assertThat(deadline.due()).isEqualTo(MONDAY.plus(Duration.ofHours(48)));
        assertThat(deadline.citation().kk()).contains("48 сағат");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 721})
    void aTermSetByAPersonIsOneHourToThirtyDays(int hours) {
        assertProblem("deadline.person-term-out-of-range", () -> deadlines.personTerm(hours, MONDAY));
    }

    private void recordAnswerTerm(int hours, String validFrom) {
        jdbc.sql(
                        """
                        insert into deadline_rule (code, amount, unit, citation_ru, citation_kk, citation_en, source,
                                                   verified, valid_from)
                        values ('platform-answer-24h', :hours, 'HOURS', 'ru', 'kk', 'en', 'test', false, :from::date)
                        """)
                .param("hours", hours)
                .param("from", validFrom)
                .update();
    }

    private static void assertProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getCode())
                .isEqualTo(code));
    }
}
