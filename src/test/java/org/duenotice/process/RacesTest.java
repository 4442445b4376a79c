package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Breaches;
import org.duenotice.notice.NoticeState;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** People, platforms and timers at the same notice at the same moment: one of them is first, and nothing is lost. */
@DueNoticeTest
class RacesTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Answers answers;

    @Autowired
    private Clocks clocks;

    @Autowired
    private Breaches breaches;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private ExecutorService people;
    private String notice;

    @BeforeEach
    void aNoticeWaitsForItsAnswer() {
        casework.clock.backToStart();
        people = Executors.newCachedThreadPool();
        notice = casework.noticeSent(Casework.address());
    }

    @AfterEach
    void everybodyGoesHome() {
        people.shutdownNow();
    }

    @RepeatedTest(8)
    void ofTwoAnswersInTheSameSecondBothAreKeptAndOneIsTakenAtOnce() throws Exception {
        var both = atOnce(() -> answers("REMOVED"), () -> answers("NO_ACTION"));

        assertThat(both).allSatisfy(answer -> assertThat(((HttpResponse<?>) answer).statusCode())
                .as("%s", ((HttpResponse<?>) answer).body())
                .isEqualTo(201));
        assertThat(stored()).hasSize(2);
        assertThat(stored()).extracting(Answers.Answer::repeated).containsExactly(false, true);
        assertThat(state()).isEqualTo("MET");
        assertThat(casework.open(notice)).hasSize(1).first().isIn("verifyOutcome", "decideEscalation");
    }

    @RepeatedTest(12)
    void aTimerAndAnAnswerHaveOneOutcome() throws Exception {
        casework.clock.pass(Duration.ofHours(25));

        atOnce(this::timer, () -> accepted(answers("GEO_RESTRICTED")));

        oneOutcome();
    }

    @RepeatedTest(3)
    void theAnswerThatIsFirstIsTakenAndTheTimerFindsNothingToDo() throws Exception {
        casework.clock.pass(Duration.ofHours(25));

        var results = oneAfterTheOther(() -> accepted(answers("GEO_RESTRICTED")), this::timer);

        assertThat(results.get(1)).isEqualTo("undone");
        assertThat(state()).isEqualTo("MET");
        assertThat(casework.management.createJobQuery().noRetriesLeft().count()).isZero();
        oneOutcome();
        assertThat(casework.open(notice)).isEmpty();
    }

    @RepeatedTest(3)
    void theAnswerThatIsSecondIsLateAndSetsTheGateAside() throws Exception {
        casework.clock.pass(Duration.ofHours(25));

        var results = oneAfterTheOther(this::timer, () -> accepted(answers("GEO_RESTRICTED")));

        assertThat(results.get(0)).isEqualTo("done");
        assertThat(state()).isEqualTo("BREACHED");
        assertThat(stored()).extracting(Answers.Answer::late).containsExactly(true);
        oneOutcome();
    }

    @RepeatedTest(3)
    void whatAPersonTypedWhileTheTimerTookTheTaskAwayIsKept() throws Exception {
        casework.clock.pass(Duration.ofHours(25));
        var task = casework.task("recordAnswer", notice).getId();

        oneAfterTheOther(this::timer, () -> form(task));

        casework.runJobs();
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(stored()).singleElement().satisfies(answer -> {
            assertThat(answer.channel()).isEqualTo(Answers.Channel.FORM);
            assertThat(answer.recordedBy()).isEqualTo("liaison1");
        });
        form(task);
        assertThat(stored()).as("a form sent long after the task had gone").hasSize(2);
    }

    @RepeatedTest(3)
    void theFormThatIsFirstIsTakenAndTheTimerFindsNothingToDo() throws Exception {
        casework.clock.pass(Duration.ofHours(25));
        var task = casework.task("recordAnswer", notice).getId();

        var results = oneAfterTheOther(() -> form(task), this::timer);

        assertThat(results.get(1)).isEqualTo("undone");
        assertThat(state()).isEqualTo("MET");
        oneOutcome();
    }

    @RepeatedTest(5)
    void aFormAndAnAnswerFromOutsideAreBothKept() throws Exception {
        var task = casework.task("recordAnswer", notice).getId();

        atOnce(() -> form(task), () -> accepted(answers("GEO_RESTRICTED")));

        assertThat(stored()).hasSize(2);
        casework.runJobs();
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
    }

    @Test
    void whoeverMayNotRecordAnswersLosesTheTaskWithWords() throws Exception {
        casework.clock.pass(Duration.ofHours(25));
        var task = casework.task("recordAnswer", notice).getId();
        timer();

        var answer = Caller.of(port, "caseworker1").post("/engine-rest/task/" + task + "/submit-form", FORM);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(stored()).isEmpty();
    }

    @RepeatedTest(3)
    void aPauseThatIsFirstMakesTheTimerWaitAgain() throws Exception {
        casework.clock.pass(Duration.ofHours(23));
        var id = clocks.last(notice).orElseThrow().id();

        var results = oneAfterTheOther(
                () -> accepted(Caller.of(port, "liaison1")
                        .act("/api/v1/clocks/" + id + "/pauses", "{\"reason\": \"Their office is flooded\"}")),
                this::timer);

        assertThat(results.get(1)).isEqualTo("undone");
        assertThat(timerJob().getExceptionMessage())
                .as("meeting a change is no failure of the job, and does not move when it is due")
                .isNull();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        casework.clock.pass(Duration.ofDays(3));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(state()).isEqualTo("PAUSED");
    }

    @Test
    void anAnswerThatIsBeingStoredComesBeforeTheMark() throws Exception {
        casework.clock.pass(Duration.ofHours(25));
        transaction.executeWithoutResult(status -> {
            casework.notices.locked(notice);
            assertThat(inAnotherThread(() -> {
                        breaches.mark();
                        return state();
                    }))
                    .as("marked while somebody holds the notice")
                    .isEqualTo("RUNNING");
        });
        breaches.mark();
        assertThat(state()).isEqualTo("BREACHED");
    }

    private static final String FORM =
            "{\"variables\": {\"answerForAll\": {\"value\": \"GEO_RESTRICTED\", \"type\": \"String\"}}}";

    private String form(String task) {
        var answer = Caller.of(port, "liaison1").post("/engine-rest/task/" + task + "/submit-form", FORM);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        return "done";
    }

    private HttpResponse<String> answers(String outcome) {
        return Caller.of(port, "liaison1")
                .act(
                        "/api/v1/notices/" + notice + "/answers",
                        "{\"answeredAt\": \"%s\", \"items\": [{\"no\": 1, \"outcome\": \"%s\"}]}"
                                .formatted(casework.clock.instant().minusSeconds(1), outcome));
    }

    private static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return "done";
    }

    /** Runs the timer of the term as a job thread does, which tries again later when somebody was faster. */
    private String timer() {
        var job = timerJob();
        if (job == null) {
            return "undone";
        }
        try {
            casework.management.executeJob(job.getId());
            return "done";
        } catch (OptimisticLockingException faster) {
            return "undone";
        }
    }

    /** Null when somebody was faster and the term waits no more. */
    private Job timerJob() {
        var waiting = casework.runtime
                .createProcessInstanceQuery()
                .processDefinitionKey("platform-answer")
                .processInstanceBusinessKey(notice)
                .singleResult();
        return waiting == null
                ? null
                : casework.management
                        .createJobQuery()
                        .activityId("answerOverdue")
                        .processInstanceId(waiting.getId())
                        .singleResult();
    }

    @RepeatedTest(6)
    void ofAPersonAtTheGateAndAnAnswerNeitherIsLost() throws Exception {
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        var task = casework.task("decideEscalation", notice).getId();

        var results = atOnce(
                () -> Caller.of(port, "liaison1")
                        .post(
                                "/engine-rest/task/" + task + "/submit-form",
                                """
                                {"variables": {"choice": {"value": "NEW_TERM", "type": "String"},
                                 "newTermHours": {"value": 4, "type": "Integer"}, "reasons": {"value": "Asked for it", "type": "String"}}}
                                """)
                        .statusCode(),
                () -> accepted(answers("GEO_RESTRICTED")));

        assertThat(results.get(0)).isIn(204, 409, 404);
        casework.runJobs();
        assertThat(stored()).hasSize(1);
        assertThat(state()).isEqualTo(results.get(0).equals(204) ? "MET" : "BREACHED");
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(casework.open(notice)).isEmpty();
    }

    /** The term is met or breached, and the answer counts either way. */
    private void oneOutcome() {
        casework.runJobs();
        assertThat(stored()).hasSize(1);
        assertThat(state()).isIn("MET", "BREACHED");
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(casework.open(notice)).isEmpty();
    }

    private String state() {
        return clocks.last(notice).orElseThrow().state();
    }

    private List<Answers.Answer> stored() {
        return answers.of(casework.notices.byNumber(notice).id());
    }

    private List<Object> atOnce(Callable<?> one, Callable<?> other) throws Exception {
        var start = new CyclicBarrier(2);
        var running = new ArrayList<Future<?>>();
        for (var work : List.of(one, other)) {
            running.add(people.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return work.call();
            }));
        }
        return results(running);
    }

    /** Forces the order: both wait for the notice, which is held until the second one has queued behind the first. */
    private List<Object> oneAfterTheOther(Callable<?> first, Callable<?> second) throws Exception {
        var running = new ArrayList<Future<?>>();
        transaction.executeWithoutResult(status -> {
            casework.notices.locked(notice);
            for (var work : List.of(first, second)) {
                running.add(people.submit(work));
                queued(running.size());
            }
        });
        return results(running);
    }

    private void queued(int waiting) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end) {
            var found = inAnotherThread(() -> sql.sql("select count(*) from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock'")
                    .query(Integer.class)
                    .single());
            if (found >= waiting) {
                return;
            }
        }
        throw new AssertionError("Nobody waits for the notice");
    }

    private <T> T inAnotherThread(Callable<T> work) {
        try {
            return people.submit(work).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Object> results(List<Future<?>> running) throws Exception {
        var results = new ArrayList<>();
        for (var one : running) {
            results.add(one.get(60, TimeUnit.SECONDS));
        }
        return results;
    }
}
