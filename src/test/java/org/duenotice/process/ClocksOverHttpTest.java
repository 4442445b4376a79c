package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Breaches;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.NoticeState;
import org.duenotice.notice.Terms;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clocks as people find and change them, and the timers that follow. */
@DueNoticeTest
class ClocksOverHttpTest {

    private static final String REASON = "{\"reason\": \"Their office is flooded\"}";

    @Autowired
    private Casework casework;

    @Autowired
    private Answers answers;

    @Autowired
    private Breaches breaches;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Clocks clocks;

    @Autowired
    private Deadlines deadlines;

    @LocalServerPort
    private int port;

    private String notice;

    @BeforeEach
    void aNoticeWaitsForItsAnswer() {
        casework.clock.backToStart();
        notice = casework.noticeSent(Casework.address(), Casework.address());
    }

    @Test
    void clocksAreFoundByStateAndDueTimePageByPage() {
        var other = casework.noticeSent(Casework.address());
        var before = dueAt().plus(1, ChronoUnit.HOURS);

        var found = new ArrayList<String>();
        var path = "/api/v1/clocks?state=RUNNING&limit=2&dueBefore=" + before;
        for (var next = ""; next != null; ) {
            var page = get(path + (next.isEmpty() ? "" : "&after=" + next));
            page.path("items").forEach(clock -> {
                assertThat(clock.path("state").asText()).isEqualTo("RUNNING");
                assertThat(clock.path("dueAt").asText()).isLessThan(before.toString());
                found.add(clock.path("subject").asText());
            });
            next = page.hasNonNull("next") ? page.path("next").asText() : null;
        }

        assertThat(found).contains(notice, other).doesNotHaveDuplicates();
        assertThat(found.indexOf(notice)).isLessThan(found.indexOf(other));
        assertThat(clock().path("caseNumber").asText()).isEqualTo(casework.caseOf(notice));
        assertThat(clock().path("citation").asText()).isNotBlank();
        assertThat(subjects("/api/v1/clocks?limit=200&state=MET")).doesNotContain(notice);
        problem(Caller.of(port, "auditor1").get("/api/v1/clocks?after=somewhere"), 400, "clock.after");
        problem(Caller.of(port, "auditor1").get("/api/v1/clocks?state=LATE"), 400, "request.parameter-wrong");
        problem(Caller.of(port, "auditor1").get("/api/v1/clocks/" + UUID.randomUUID()), 404, "clock.unknown");
    }

    @Test
    void aPausedClockStandsStillInTableTimerTaskAndCockpitAndGoesOnWithWhatWasLeft() {
        var due = dueAt();
        casework.clock.pass(Duration.ofHours(2));
        var paused = change("manager1", "pauses", REASON);

        assertThat(paused.path("state").asText()).isEqualTo("PAUSED");
        assertThat(timer("answerOverdue")).isEqualTo(Date.from(Terms.NOT_NOW));
        assertThat(timer("reminderDue")).isEqualTo(Date.from(Terms.NOT_NOW));
        assertThat(variable("clockState")).isEqualTo("PAUSED");
        assertThat(casework.task("recordAnswer", notice).getDueDate()).isNull();
        casework.clock.pass(Duration.ofDays(10));
        casework.runJobs();
        breaches.mark();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(clock().path("state").asText()).isEqualTo("PAUSED");

        var resumed = change("liaison1", "resumptions", REASON);

        var expected = casework.clock.instant().plus(Duration.ofHours(22));
        assertThat(Instant.parse(resumed.path("dueAt").asText()))
                .isBetween(expected.minusSeconds(20), expected)
                .isAfter(due);
        assertThat(timer("answerOverdue").toInstant().truncatedTo(ChronoUnit.MILLIS))
                .isEqualTo(dueAt().truncatedTo(ChronoUnit.MILLIS));
        assertThat(variable("answerDueAt")).isEqualTo(timer("answerOverdue"));
        assertThat(casework.task("recordAnswer", notice).getDueDate()).isEqualTo(timer("answerOverdue"));
        assertThat(told("CLOCK_PAUSED")).isTrue();
        assertThat(told("CLOCK_RESUMED")).isTrue();
        casework.clock.pass(Duration.ofHours(23));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void aCorrectedReceiptTimeMovesTheTimer() {
        var startedAt = casework.clock.instant().minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.MILLIS);
        var corrected = change(
                "liaison1", "corrections", "{\"startedAt\": \"%s\", \"reason\": \"Their log\"}".formatted(startedAt));

        assertThat(Instant.parse(corrected.path("dueAt").asText())).isEqualTo(startedAt.plus(Duration.ofHours(24)));
        assertThat(timer("answerOverdue").toInstant()).isBetween(dueAt().minusMillis(1), dueAt().plusMillis(1));
        assertThat(told("CLOCK_CORRECTED")).isTrue();
        casework.clock.pass(Duration.ofHours(5));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void whatCannotBeChangedIsRefusedWithItsReason() {
        problem(post("liaison1", "resumptions", REASON), 409, "clock.not-paused");
        problem(post("liaison1", "pauses", "{\"reason\": \" \"}"), 400, "request.invalid");
        problem(post("caseworker1", "pauses", REASON), 403, "access.not-for-you");
        var tomorrow = casework.clock.instant().plus(Duration.ofDays(1));
        problem(
                post("liaison1", "corrections", "{\"startedAt\": \"%s\", \"reason\": \"x\"}".formatted(tomorrow)),
                400,
                "clock.start-in-the-future");
        casework.answers(notice, ItemOutcome.GEO_RESTRICTED, null);
        problem(post("liaison1", "pauses", REASON), 409, "clock.not-running");
        problem(
                post(
                        "liaison1",
                        "corrections",
                        "{\"startedAt\": \"%s\", \"reason\": \"x\"}".formatted(casework.clock.instant())),
                409,
                "clock.ended");
    }

    @Test
    void aDayOffMovesEveryOpenClockInDaysAndEachMoveIsOnRecord() {
        var number = casework.detection("PYRAMID_ADVERTISING", Casework.address());
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                casework.measures("PYRAMID_ADVERTISING", "ADMINISTRATIVE", false));
        casework.approve(number);
        var due = casework.task("prepareAdministrativeReferral", number).getDueDate();
        assertThat(due).isEqualTo(Instant.parse("2026-11-05T19:00:00Z"));
        try {
            day("DAY_OFF");
            assertThat(casework.task("prepareAdministrativeReferral", number).getDueDate())
                    .isEqualTo(Instant.parse("2026-11-06T19:00:00Z"));
            assertThat(timeline.of(casework.cases.byNumber(number).id())).anySatisfy(entry -> {
                assertThat(entry.kind()).isEqualTo("CLOCK_RECALCULATED");
                assertThat(entry.actor()).isEqualTo("manager1");
                assertThat(entry.words()).contains("06.11.2026 00:00", "07.11.2026 00:00");
            });
            casework.clock.moveTo(Instant.parse("2026-11-06T08:00:00Z"));
            breaches.mark();
            casework.runJobs();
            assertThat(subjects("/api/v1/clocks?limit=200&state=BREACHED")).doesNotContain(number + "/ADMINISTRATIVE");
        } finally {
            casework.clock.backToStart();
            day("WORKING");
        }
        assertThat(casework.task("prepareAdministrativeReferral", number).getDueDate())
                .isEqualTo(due);
    }

    @Test
    void aTermThatReachesIntoAYearNobodyLoadedKeepsNoOtherFromBeingCountedAgain() {
        var number = casework.detection("PYRAMID_ADVERTISING", Casework.address());
        var caseId = casework.cases.byNumber(number).id();
        var start = Instant.parse("2026-12-28T05:00:00Z");
        // before all others, as they are counted one after the other
        clocks.start(caseId, "A-0000/" + number, deadlines.earliest("complaint-decision-20wd", start));
        clocks.start(
                caseId, number + "/z", deadlines.due("complaint-decision-20wd", Instant.parse("2026-11-02T05:00:00Z")));
        var reaching = clocks.running("A-0000/" + number).orElseThrow().dueAt();
        var other = clocks.running(number + "/z").orElseThrow().dueAt();
        try {
            day("DAY_OFF");
            assertThat(clocks.running(number + "/z").orElseThrow().dueAt()).isAfter(other);
            assertThat(clocks.running("A-0000/" + number).orElseThrow().dueAt()).isEqualTo(reaching);
        } finally {
            day("WORKING");
            clocks.cancelOf(caseId);
        }
    }

    /** One prepares, another approves, and only then the day counts. */
    private void day(String kind) {
        var row =
                "{\"day\": \"2026-11-05\", \"kind\": \"%s\", \"name\": \"%s\", \"nameRu\": \"%2$s\", \"nameKk\": \"%2$s\"}"
                        .formatted(kind, "Day of the tests");
        var proposed = Caller.of(port, "registrar1")
                .act(
                        "/api/v1/register-changes",
                        "{\"register\": \"calendar-days\", \"rows\": %s, \"reasons\": \"Decree\"}".formatted(row));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        var approved = Caller.of(port, "manager1")
                .act(
                        "/api/v1/register-changes/%s/decision"
                                .formatted(Caller.json(proposed).path("number").asText()),
                        "{\"decision\": \"APPROVE\"}");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    }

    @Test
    void termsThatRanOutAreMarkedAtOnceAndTheirGatesOpenedByTheProcess() {
        casework.clock.pass(Duration.ofHours(25));
        assertThat(breaches.mark()).isPositive();

        assertThat(clock().path("state").asText()).isEqualTo("BREACHED");
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.BREACHED);
        assertThat(casework.open(notice)).as("no job has run").containsExactly("recordAnswer");
        assertThat(breaches.mark()).as("nothing twice").isZero();

        casework.runJobs();

        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(timeline.of(casework.notices.byNumber(notice).caseId()).stream()
                        .filter(entry -> entry.kind().equals("TERM_BREACHED")))
                .hasSize(1);
    }

    @Test
    void anAnswerAfterTheMarkIsTakenButTheBreachStays() {
        casework.clock.pass(Duration.ofHours(25));
        breaches.mark();

        casework.answers(notice, ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();

        assertThat(clock().path("state").asText()).isEqualTo("BREACHED");
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(answers.of(casework.notices.byNumber(notice).id()))
                .singleElement()
                .satisfies(answer -> assertThat(answer.late()).isTrue());
    }

    /** As from Cockpit, where a person can run any job now. */
    @Test
    void aTimerThatFiresWhileTheClockStandsStillDoesNothingAdverseAndWaitsAgain() {
        casework.clock.pass(Duration.ofHours(2));
        change("liaison1", "pauses", REASON);

        Stream.of("answerOverdue", "reminderDue", "warningDue").forEach(this::fire);

        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(clock().path("state").asText()).isEqualTo("PAUSED");
        assertThat(timer("answerOverdue")).isEqualTo(Date.from(Terms.NOT_NOW));
        assertThat(told("TERM_ENDING")).isFalse();
        change("liaison1", "resumptions", REASON);
        casework.clock.pass(Duration.ofHours(23));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void aReminderThatIsNotDueYetIsSpared() {
        fire("reminderDue");

        assertThat(told("LETTER_COMPOSED")).isTrue();
        assertThat(timeline.of(casework.notices.byNumber(notice).caseId()).stream()
                        .filter(entry -> entry.words().equals("REMINDER")))
                .isEmpty();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aProcessThatWasSuspendedGoesOnByTheClock() {
        change("liaison1", "pauses", REASON);
        casework.runtime.suspendProcessInstanceById(instance().getId());
        casework.clock.pass(Duration.ofDays(2));
        change("liaison1", "resumptions", REASON);
        casework.runtime.activateProcessInstanceById(instance().getId());
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");

        casework.runtime.suspendProcessInstanceById(instance().getId());
        casework.clock.pass(Duration.ofDays(2));
        breaches.mark();
        assertThat(clock().path("state").asText()).as("suspending is no pause").isEqualTo("BREACHED");
        casework.runtime.activateProcessInstanceById(instance().getId());
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void theManagerIsWarnedBeforeTheTermRunsOut() {
        assertThat(casework.task("recordAnswer", notice).getPriority()).isEqualTo(50);
        casework.clock.pass(Duration.ofHours(20));
        casework.runJobs();

        assertThat(told("TERM_ENDING")).isTrue();
        assertThat(casework.task("recordAnswer", notice).getPriority()).isEqualTo(75);
        assertThat(clock().path("state").asText()).isEqualTo("RUNNING");
    }

    private void fire(String event) {
        casework.management.executeJob(job(event).getId());
    }

    private Job job(String event) {
        return casework.management
                .createJobQuery()
                .processInstanceId(instance().getId())
                .activityId(event)
                .singleResult();
    }

    private Date timer(String event) {
        return job(event).getDuedate();
    }

    private Object variable(String name) {
        return casework.runtime.getVariable(instance().getId(), name);
    }

    private ProcessInstance instance() {
        return casework.runtime
                .createProcessInstanceQuery()
                .processDefinitionKey("platform-answer")
                .processInstanceBusinessKey(notice)
                .singleResult();
    }

    private boolean told(String kind) {
        return timeline.of(casework.notices.byNumber(notice).caseId()).stream()
                .anyMatch(entry -> entry.kind().equals(kind));
    }

    private Instant dueAt() {
        return Instant.parse(clock().path("dueAt").asText());
    }

    private JsonNode clock() {
        for (var after = ""; after != null; ) {
            var page = get("/api/v1/clocks?limit=200" + (after.isEmpty() ? "" : "&after=" + after));
            for (var clock : page.path("items")) {
                if (clock.path("subject").asText().equals(notice)) {
                    return clock;
                }
            }
            after = page.hasNonNull("next") ? page.path("next").asText() : null;
        }
        throw new AssertionError("No clock of " + notice);
    }

    private ArrayList<String> subjects(String path) {
        var subjects = new ArrayList<String>();
        get(path)
                .path("items")
                .forEach(clock -> subjects.add(clock.path("subject").asText()));
        return subjects;
    }

    private JsonNode change(String login, String what, String body) {
        var answer = post(login, what, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private HttpResponse<String> post(String login, String what, String body) {
        return Caller.of(port, login).act("/api/v1/clocks/" + clock().path("id").asText() + "/" + what, body);
    }

    private JsonNode get(String path) {
        var answer = Caller.of(port, "auditor1").get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + code);
    }
}
