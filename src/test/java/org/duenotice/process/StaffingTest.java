package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.problem.Problem;
import org.duenotice.security.Caller;
import org.duenotice.staffing.TaskHandOvers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is out of a case is out for good; tasks change hands with a reason; a deputy acts in the deputy's own name and time. */
@DueNoticeTest
class StaffingTest {

    private static final Instant START = Instant.parse("2026-11-02T05:00:00Z");

    @Autowired
    private Casework casework;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Clocks clocks;

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Hands hands;

    @LocalServerPort
    private int port;

    private String number;

    @BeforeEach
    void aCase() {
        casework.clock.backToStart();
        number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
    }

    private HttpResponse<String> post(String person, String path, String body) {
        return Caller.of(port, person).act("/api/v1/" + path, body);
    }

    private String recusalOf(String person, String asking, String mover) {
        var answer = recuse(person, asking, mover);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer).path("number").asText();
    }

    private HttpResponse<String> recuse(String person, String asking, String mover) {
        return post(
                asking,
                "cases/" + number + "/recusals",
                "{\"person\": \"%s\", \"ground\": \"RELATIVE\", \"mover\": \"%s\", \"reasons\": \"Their brother\"}"
                        .formatted(person, mover));
    }

    private void decided(String recusal, String head, String decision) {
        var answer = post(
                head,
                "recusals/" + recusal + "/decision",
                "{\"decision\": \"%s\", \"reasons\": \"Heard both\"}".formatted(decision));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void claims(String person, String key) {
        var task = casework.task(key, number);
        casework.as(person, () -> {
            casework.tasks.claim(task.getId(), person);
            return null;
        });
    }

    private List<String> told(String kind) {
        return timeline.of(casework.cases.byNumber(number).id()).stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> entry.actor() + " " + entry.subject())
                .toList();
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        var two = Executors.newFixedThreadPool(2);
        try {
            var both = two.invokeAll(List.of(one, other));
            return List.of(both.get(0).get(), both.get(1).get());
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void aRecusedPersonIsOutOfTheCaseAndTheirTasksGoBack() {
        claims("caseworker1", "captureEvidence");
        var recusal = recusalOf("caseworker1", "liaison1", "A. Participant");
        var due = casework.task("decideRecusal", recusal).getDueDate().toInstant();
        assertThat(due).isEqualTo(Instant.parse("2026-11-05T19:00:00Z")); // the end of the third working day in Almaty
        assertThat(clocks.last(recusal).orElseThrow().citation().en()).contains("67");
        assertThat(forms.getTaskFormVariables(
                                casework.task("decideRecusal", recusal).getId())
                        .get("facts")
                        .toString())
                .contains("A. Participant", "caseworker1");

        decided(recusal, "manager1", "GRANTED");

        assertThat(casework.task("captureEvidence", number).getAssignee()).isNull();
        assertThatThrownBy(() -> claims("caseworker1", "captureEvidence")).isInstanceOf(Refusal.class);
        casework.addEvidence(number);
        assertThat(post("caseworker1", "cases/" + number + "/comments", "{\"words\": \"But\"}")
                        .statusCode())
                .isEqualTo(403);
        casework.complete("caseworker2", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
        assertThat(clocks.last(recusal).orElseThrow().state()).isEqualTo("MET");
        assertThat(told("RECUSAL_GRANTED")).containsExactly("manager1 caseworker1");
    }

    @Test
    void theDatabaseItselfRefusesTheActsOfARecusedPerson() {
        decided(recusalOf("caseworker1", "caseworker1", ""), "manager1", "GRANTED");
        var caseId = casework.cases.byNumber(number).id();
        for (var act : List.of(
                "insert into participation (case_id, person, side) values (?, 'caseworker1', 'UNIT') on conflict do nothing",
                "insert into case_event (case_id, kind, actor, subject, words, happened_at) values (?, 'GATE_WITHDRAW', 'caseworker1', '', '', now())",
                "insert into case_comment (case_id, author, words, written_at) values (?, 'caseworker1', 'x', now())")) {
            assertThatThrownBy(() -> sql.sql(act).param(caseId).update())
                    .rootCause()
                    .hasMessageContaining("recused person");
        }
    }

    @Test
    void whatARecusedPersonTriesOverTheApiIsRefusedInWords() {
        var notice = casework.noticeSent(Casework.address());
        number = casework.caseOf(notice);
        decided(recusalOf("liaison1", "liaison1", ""), "manager1", "GRANTED");
        var answer = post(
                "liaison1",
                "notices/" + notice + "/answers",
                "{\"reference\": \"R-1\", \"answeredAt\": \"%s\", \"items\": [{\"no\": 1, \"outcome\": \"REMOVED\"}]}"
                        .formatted(START));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("case.recused");
    }

    @Test
    void aRejectedRecusalLeavesThePersonAndMayBeAskedForAgain() {
        decided(recusalOf("caseworker1", "caseworker1", ""), "manager1", "REJECTED");
        casework.captureEvidence(number);
        decided(recusalOf("caseworker1", "liaison1", "A. Participant"), "manager1", "GRANTED");
        assertThat(recuse("caseworker1", "liaison1", "B. Participant").statusCode())
                .isEqualTo(409);
    }

    @Test
    void theHeadOfTheBodyDecidesOnItsOfficersAndNobodyOnTheirOwn() {
        var officers = recusalOf("body-officer1", "liaison1", "A. Participant");
        assertThat(post(
                                "manager1",
                                "recusals/" + officers + "/decision",
                                "{\"decision\": \"GRANTED\", \"reasons\": \"x\"}")
                        .statusCode())
                .isEqualTo(403);
        decided(officers, "body-head1", "REJECTED");
        var own = recusalOf("manager1", "manager1", "");
        assertThat(post("manager1", "recusals/" + own + "/decision", "{\"decision\": \"REJECTED\", \"reasons\": \"x\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aLateDecisionIsABreachAndDecidesNothing() {
        var recusal = recusalOf("caseworker2", "caseworker2", "");
        casework.clock.pass(Duration.ofDays(4));
        casework.runJobs();
        assertThat(clocks.last(recusal).orElseThrow().state()).isEqualTo("BREACHED");
        assertThat(casework.open(recusal)).containsExactly("decideRecusal");
        assertThat(recuse("caseworker1", "caseworker1", "").statusCode()).isEqualTo(201);
    }

    @RepeatedTest(4)
    void ofTwoMotionsAboutOnePersonAtOnceOneWaits() throws Exception {
        var both = atOnce(
                () -> recuse("caseworker1", "caseworker1", "").statusCode(),
                () -> recuse("caseworker1", "liaison1", "A. Participant").statusCode());
        assertThat(both).containsExactlyInAnyOrder(201, 409);
    }

    @RepeatedTest(4)
    void aRecusalWhileThePersonActsHasOneOutcome() throws Exception {
        claims("caseworker1", "captureEvidence");
        casework.addEvidence(number);
        var recusal = recusalOf("caseworker1", "caseworker1", "");
        var results = atOnce(
                () -> outcome(() -> {
                    decided(recusal, "manager1", "GRANTED");
                    return null;
                }),
                () -> outcome(() -> {
                    casework.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
                    return null;
                }));
        if (results.get(0).equals("refused")) { // overtaken at the task that the head was taking away
            decided(recusal, "manager1", "GRANTED");
        }
        assertThat(casework.open(number))
                .containsExactly(results.get(1).equals("done") ? "prepareQualification" : "captureEvidence");
        assertThatThrownBy(() -> claims("caseworker1", casework.open(number).get(0)))
                .isInstanceOf(Refusal.class);
    }

    private static String outcome(Callable<?> work) throws Exception {
        try {
            work.call();
            return "done";
        } catch (RuntimeException | AssertionError refused) {
            return "refused";
        }
    }

    private HttpResponse<String> handOver(String by, String from, String to) {
        return post(
                by,
                "cases/" + number + "/hand-overs",
                "{\"from\": \"%s\", \"to\": \"%s\", \"reasons\": \"I leave for Almaty\"}".formatted(from, to));
    }

    @Test
    void tasksAreHandedOverWithAReasonToWhoMayTakeThem() {
        claims("caseworker1", "captureEvidence");
        assertThat(handOver("caseworker1", "caseworker1", "lawyer1").statusCode())
                .isEqualTo(409);
        assertThat(handOver("caseworker2", "caseworker1", "caseworker2").statusCode())
                .isEqualTo(403);
        var done = handOver("caseworker1", "caseworker1", "caseworker2");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(casework.task("captureEvidence", number).getAssignee()).isEqualTo("caseworker2");
        assertThat(told("TASK_HANDED_OVER")).containsExactly("caseworker1 caseworker2");
        assertThat(handOver("caseworker1", "caseworker1", "caseworker2").statusCode())
                .isEqualTo(409);
        assertThat(handOver("manager1", "caseworker2", "caseworker1").statusCode())
                .isEqualTo(200);
        assertThat(Caller.json(Caller.of(port, "lawyer1").get("/api/v1/cases/" + number + "/hand-overs")))
                .hasSize(2);
    }

    @RepeatedTest(4)
    void aHandOverWhileTheTaskIsCompletedHasOneOutcome() throws Exception {
        claims("caseworker1", "captureEvidence");
        casework.addEvidence(number);
        var results = atOnce(
                () -> {
                    var answer = handOver("caseworker1", "caseworker1", "caseworker2");
                    assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
                    return answer.statusCode() == 200 ? "done" : "refused";
                },
                () -> outcome(() -> {
                    casework.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
                    return null;
                }));
        assertThat(results).containsExactlyInAnyOrder("done", "refused");
        assertThat(casework.open(number))
                .containsExactly(results.get(1).equals("done") ? "prepareQualification" : "captureEvidence");
    }

    @Test
    void aTaskThatWasCompletedBetweenTheLookAndTheHandOverIsGone() {
        claims("caseworker1", "captureEvidence");
        casework.addEvidence(number);
        var held = hands.of("caseworker1", casework.cases.byNumber(number).id()).get(0);
        casework.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));

        assertThatThrownBy(() -> hands.give(
                        held, "caseworker2", TaskHandOvers.Kind.HANDED_OVER, null, "I leave for Almaty", "caseworker1"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("task.gone");
    }

    private HttpResponse<String> away(String person, String deputy, Duration from, Duration to) {
        return post(
                "manager1",
                "absences",
                "{\"person\": \"%s\", \"deputy\": \"%s\", \"beginsAt\": \"%s\", \"endsAt\": \"%s\", \"reasons\": \"Leave\"}"
                        .formatted(person, deputy, START.plus(from), START.plus(to)));
    }

    private void passes(Duration time) {
        casework.clock.pass(time);
        casework.runJobs();
    }

    @Test
    void aDeputyDoesTheTasksInTheirOwnNameAndWhatIsLeftGoesBack() {
        claims("caseworker1", "captureEvidence");
        var first = number;
        number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        claims("caseworker1", "captureEvidence");
        assertThat(away("caseworker1", "caseworker2", Duration.ofDays(1), Duration.ofDays(3))
                        .statusCode())
                .isEqualTo(201);
        assertThat(away("caseworker1", "caseworker2", Duration.ofDays(2), Duration.ofDays(4))
                        .statusCode())
                .isEqualTo(409);
        passes(Duration.ofDays(1).plusHours(1));
        assertThat(casework.task("captureEvidence", first).getAssignee()).isEqualTo("caseworker2");

        casework.addEvidence(number);
        casework.complete("caseworker2", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
        assertThat(told("DONE_AS_DEPUTY")).containsExactly("caseworker2 caseworker1");
        passes(Duration.ofDays(2));
        assertThat(casework.task("captureEvidence", first).getAssignee()).isEqualTo("caseworker1");
    }

    @Test
    void afterTheAbsenceTheDeputyNoLongerStandsIn() {
        claims("caseworker1", "captureEvidence");
        casework.addEvidence(number);
        assertThat(away("caseworker1", "caseworker2", Duration.ofDays(10), Duration.ofDays(12))
                        .statusCode())
                .isEqualTo(201);
        passes(Duration.ofDays(10).plusHours(1));
        casework.clock.pass(Duration.ofDays(2)); // the timer that takes it back has not fired yet
        assertThatThrownBy(() -> casework.complete(
                        "caseworker2", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED")))
                .isInstanceOf(Refusal.class);
        casework.runJobs();
        casework.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
    }

    @Test
    void aDeputyHasTheGroupsOfTheAbsentPersonAndIsSomebodyElse() {
        assertThat(away("caseworker1", "lawyer1", Duration.ofDays(20), Duration.ofDays(21))
                        .statusCode())
                .isEqualTo(409);
        assertThat(away("caseworker1", "caseworker1", Duration.ofDays(20), Duration.ofDays(21))
                        .statusCode())
                .isEqualTo(400);
        assertThat(away("caseworker1", "caseworker2", Duration.ofDays(21), Duration.ofDays(20))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void allOfItIsAFormInTasklistToo() {
        claims("caseworker1", "captureEvidence");
        submits(
                "caseworker1",
                "hand-over",
                Map.of("caseNumber", number, "toPerson", "caseworker2", "reasons", "Leave"));
        assertThat(casework.task("captureEvidence", number).getAssignee()).isEqualTo("caseworker2");
        submits(
                "caseworker2",
                "recusal-motion",
                Map.of("caseNumber", number, "ground", "INTERESTED", "reasons", "I own a part of it"));
        assertThat(told("RECUSAL_MOVED")).containsExactly("caseworker2 caseworker2");
        submits(
                "caseworker1",
                "absence-notice",
                Map.of("deputy", "caseworker2", "firstDay", "2026-12-28", "lastDay", "2026-12-30", "reasons", "Leave"));
        assertThat(Caller.of(port, "lawyer1").get("/api/v1/absences").body()).contains("2026-12-27T19:00:00Z");
        assertThatThrownBy(() -> submits("modeler1", "hand-over", Map.of("caseNumber", number)))
                .isNotNull();
    }

    private void submits(String person, String process, Map<String, Object> input) {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        casework.as(person, () -> forms.submitStartForm(definition, input));
    }
}
