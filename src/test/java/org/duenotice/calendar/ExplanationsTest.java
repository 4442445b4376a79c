package org.duenotice.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Explanation.Kind;
import org.duenotice.calendar.Explanation.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** An explanation shows every day that makes a difference, and ends where the term ends. */
@DueNoticeTest
class ExplanationsTest {

    @Autowired
    Explanations explanations;

    @Autowired
    Deadlines deadlines;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aNamedDayOffIsLeftOutWithItsNameAndSource() {
        var explained = explanations.of("objection-2wd", Instant.parse("2026-12-15T05:00:00Z"));

        assertThat(explained.steps())
                .extracting(Step::kind, Step::day)
                .containsExactly(
                        tuple(Kind.START, LocalDate.of(2026, 12, 15)),
                        tuple(Kind.DAY_OFF, LocalDate.of(2026, 12, 16)),
                        tuple(Kind.END, LocalDate.of(2026, 12, 18)));
        var dayOff = explained.steps().get(1);
        assertThat(dayOff.name().ru()).isEqualTo("День Независимости");
        assertThat(dayOff.source()).contains("Published list of days off");
        assertThat(explained.verified()).isTrue();
    }

    @Test
    void aMonthThatEndsOnASundayGoesOnToMonday() {
        var explained = explanations.of("court-claim-1m", Instant.parse("2026-10-22T05:00:00Z"));

        assertThat(explained.steps())
                .extracting(Step::kind, Step::day)
                .containsExactly(
                        tuple(Kind.START, LocalDate.of(2026, 10, 22)),
                        tuple(Kind.LAST_DAY, LocalDate.of(2026, 11, 22)),
                        tuple(Kind.WEEKEND, LocalDate.of(2026, 11, 22)),
                        tuple(Kind.MOVED, LocalDate.of(2026, 11, 23)),
                        tuple(Kind.END, LocalDate.of(2026, 11, 23)));
        assertThat(explained.verified()).as("the rule itself").isFalse();
    }

    @Test
    void hoursAskNoCalendar() {
        var explained = explanations.of("platform-answer-24h", Instant.parse("2026-12-31T05:00:00Z"));

        assertThat(explained.steps())
                .extracting(Step::kind)
                .containsExactly(Kind.START, Kind.ROUND_THE_CLOCK, Kind.END);
        assertThat(explained.verified()).isTrue();
    }

    @Test
    @Transactional
    void aYearWithoutADecreeMakesTheWholeTermUnverified() {
        jdbc.sql("insert into calendar_year (year, source, verified) values (2027, '', false)")
                .update();

        var explained = explanations.of("objection-2wd", Instant.parse("2026-12-31T05:00:00Z"));

        assertThat(explained.steps())
                .filteredOn(step -> step.kind() == Kind.YEAR_UNVERIFIED)
                .extracting(Step::day)
                .containsExactly(LocalDate.of(2027, 1, 1));
        assertThat(explained.verified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "complaint-decision-20wd, 2026-11-02T05:00:00Z",
        "admin-hand-over-3d, 2026-11-19T20:00:00Z",
        "complaint-3m, 2026-06-07T05:00:00Z",
        "hearing-3wd, 2026-03-20T05:00:00Z"
    })
    void whatIsExplainedIsWhatIsCounted(String rule, Instant start) {
        var explained = explanations.of(rule, start);
        var due = deadlines.due(rule, start);

        assertThat(explained.deadline()).isEqualTo(due);
        var last = explained.steps().get(explained.steps().size() - 1).day();
        assertThat(LawDay.endOf(last)).isEqualTo(due.due());
    }
}
