package org.duenotice.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@DueNoticeTest
@Transactional
class ClocksTest {

    private static final UUID CASE = UUID.randomUUID();
    private static final String NOTICE = "DN-TEST-CLOCKS-N1";

    @Autowired
    Clocks clocks;

    @Autowired
    Deadlines deadlines;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock time;

    private Deadline answer;

    @BeforeEach
    void aCaseWithANotice() {
        answer = deadlines.due("platform-answer-24h", time.instant().truncatedTo(ChronoUnit.MILLIS));
        jdbc.sql(
                        """
                        insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
                        values (:id, 'DN-TEST-CLOCKS', 'DRUG_SALE', '', 'OWN_MONITORING', 'caseworker1', 'DETECTED', now())
                        """)
                .param("id", CASE)
                .update();
    }

    @Test
    void aStartedClockRunsUntilItsDueTimeWithItsCitation() {
        var id = clocks.start(CASE, NOTICE, answer);

        assertThat(clocks.running(NOTICE))
                .contains(new ClockView(
                        id,
                        CASE,
                        NOTICE,
                        "platform-answer-24h",
                        answer.citation(),
                        "RUNNING",
                        answer.start(),
                        answer.due(),
                        Duration.ofHours(24),
                        answer.start()));
    }

    @Test
    void aMetClockIsMetForGood() {
        clocks.start(CASE, NOTICE, answer);

        clocks.meet(NOTICE, answer.rule());
        clocks.meet(NOTICE, answer.rule());
        clocks.breach(NOTICE, answer.rule());
        clocks.cancel(NOTICE);

        assertThat(clocks.running(NOTICE)).isEmpty();
        assertThat(clocks.of(CASE)).extracting(ClockView::state).containsExactly("MET");
        assertThat(jdbc.sql(
                                "select count(*) from clock_event e join clock c on c.id = e.clock_id where subject = :subject")
                        .param("subject", NOTICE)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aBreachStaysOnRecordWhenTheAnswerComesLate() {
        clocks.start(CASE, NOTICE, answer);

        clocks.breach(NOTICE, answer.rule());
        clocks.meet(NOTICE, answer.rule());

        assertThat(clocks.of(CASE)).extracting(ClockView::state).containsExactly("BREACHED");
    }

    @Test
    void onlyTheClockOfTheRuleIsMet() {
        clocks.start(CASE, NOTICE, answer);
        clocks.start(CASE, NOTICE, deadlines.personTerm(48, answer.start()));

        clocks.meet(NOTICE, answer.rule());

        assertThat(clocks.running(NOTICE)).map(ClockView::rule).contains("person-term");
        assertThat(clocks.of(CASE)).extracting(ClockView::state).containsExactly("MET", "RUNNING");
    }

    @Test
    void cancellingEndsEveryRunningClockOfTheSubjectAndNoOther() {
        clocks.start(CASE, NOTICE, answer);
        clocks.start(CASE, NOTICE, deadlines.personTerm(48, answer.start()));
        clocks.start(CASE, "DN-TEST-CLOCKS-N2", answer);

        clocks.cancel(NOTICE);

        assertThat(clocks.running(NOTICE)).isEmpty();
        assertThat(clocks.running("DN-TEST-CLOCKS-N2")).isPresent();
    }

    @Test
    void aNewTermIsAClockOfItsOwnAfterTheBreach() {
        clocks.start(CASE, NOTICE, answer);
        clocks.breach(NOTICE, answer.rule());
        clocks.start(CASE, NOTICE, deadlines.personTerm(12, answer.due()));

        assertThat(clocks.of(CASE)).extracting(ClockView::state).containsExactly("BREACHED", "RUNNING");
        assertThat(clocks.running(NOTICE)).map(ClockView::startedAt).contains(answer.due());
    }

    @Test
    void theDatabaseLetsAClockEndOnlyOnce() {
        var id = clocks.start(CASE, NOTICE, answer);
        clocks.meet(NOTICE, answer.rule());

        assertThatThrownBy(() -> jdbc.sql(
                                """
                                insert into clock_event (clock_id, state, due_at, words, effective_at)
                                values (:id, 'BREACHED', now(), '', now())
                                """)
                        .param("id", id)
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void whenAClockWasMetIsTheTimeOfTheApplication() {
        clocks.start(CASE, NOTICE, answer);
        var before = time.instant();

        clocks.meet(NOTICE, answer.rule());

        assertThat(jdbc.sql("select state_since from current_clock where subject = :subject")
                        .param("subject", NOTICE)
                        .query((row, no) -> row.getTimestamp(1).toInstant())
                        .single())
                .isBetween(before.minusMillis(1), Instant.now().plusSeconds(60));
    }

    @Test
    void clocksAreFoundByStateAndDueTimeInAnIndexAndNeverInTheirHistory() {
        jdbc.sql("set local enable_seqscan = off").update();
        jdbc.sql("set local enable_sort = off").update();

        var page = plan(
                """
                select * from current_clock where state = 'BREACHED' and due_at < now()
                and (due_at, id) > (now() - interval '1 day', '00000000-0000-0000-0000-000000000000') order by due_at, id limit 50
                """);
        var runOut = plan("select * from clock_state where state = 'RUNNING' and due_at <= now()");

        assertThat(page)
                .containsPattern("Index Scan using clock_by_")
                .doesNotContain("clock_event", "Sort", "Seq Scan");
        assertThat(runOut).contains("Index").doesNotContain("Seq Scan");
    }

    private String plan(String query) {
        return String.join(
                "\n", jdbc.sql("explain " + query).query(String.class).list());
    }
}
