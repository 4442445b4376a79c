package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.duenotice.DueNoticeTest;
import org.duenotice.MoodySmtp;
import org.duenotice.MoodySmtp.Mood;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Disposition;
import org.duenotice.operator.Cancellations;
import org.duenotice.operator.Execution;
import org.duenotice.operator.ExecutionState;
import org.duenotice.operator.Executions;
import org.duenotice.operator.Order;
import org.duenotice.operator.Orders;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@DueNoticeTest
class OperatorOrderTest {

    private static final List<String> OPERATORS = List.of("OPERATOR_NORTH", "OPERATOR_SOUTH", "TECHNICAL_SERVICE");

    @Autowired
    private Casework casework;

    @Autowired
    private Orders orders;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private Executions executions;

    @Autowired
    private Clocks clocks;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private GreenMail mailServer;

    @Autowired
    private MoodySmtp smtp;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    @AfterEach
    void fineWeather() {
        smtp.mood(Mood.FINE);
    }

    private String sitesOrdered(int sites) {
        var number = casework.restrictionSought(IntStream.range(0, sites)
                .mapToObj(site -> Casework.siteAddress())
                .toArray(String[]::new));
        casework.bodyDecides(number);
        casework.decidesMeasures(number, "operatorTargets");
        return number;
    }

    private Order onlyOrder(String caseNumber) {
        var found = orders.of(casework.cases.byNumber(caseNumber).id());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void confirm(String execution) {
        casework.complete(
                "body-officer1",
                "recordConfirmation",
                execution,
                Map.of("confirmation", "EXECUTED", "reference", "C-1"));
        casework.runJobs();
    }

    private HttpResponse<String> post(String person, String path, String body) {
        return Caller.of(port, person).act("/api/v1/orders/" + path, body);
    }

    private List<ExecutionState> states(Order order) {
        return executions.of(order.id()).stream().map(one -> one.state()).toList();
    }

    private List<MimeMessage> mails(String number) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getSubject().startsWith(number + "/");
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void accessCountsAsRestrictedOnlyWhenEveryOperatorConfirmed() {
        var number = sitesOrdered(2);
        casework.runJobs();
        var order = onlyOrder(number);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.UNDER_ORDER);
        assertThat(mails(order.number())).hasSize(OPERATORS.size());
        var last = OPERATORS.get(2);
        OPERATORS.subList(0, 2).forEach(operator -> confirm(order.number() + "/" + operator));
        assertThat(casework.dispositions(number)).containsOnly(Disposition.UNDER_ORDER);
        confirm(order.number() + "/" + last);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTED_BY_OPERATOR);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.cases.byNumber(number).closeReason()).isEqualTo("RESTRICTED");
    }

    @Test
    void eachOperatorHasTwoHoursOfItsOwn() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var running = clocks.of(casework.cases.byNumber(number).id()).stream()
                .filter(clock -> clock.subject().startsWith("O-"))
                .toList();
        assertThat(running).hasSize(OPERATORS.size()).allSatisfy(clock -> {
            assertThat(clock.rule()).isEqualTo("operator-2h");
            assertThat(clock.citation().en()).contains("41-1(3)(1)");
            assertThat(Duration.between(clock.startedAt(), clock.dueAt())).isEqualTo(Duration.ofHours(2));
        });
        var order = onlyOrder(number).number();
        casework.clock.pass(Duration.ofHours(1));
        confirm(order + "/OPERATOR_NORTH");
        assertThat(clocks.running(order + "/OPERATOR_NORTH")).isEmpty();
        assertThat(clocks.running(order + "/OPERATOR_SOUTH")).isPresent();
    }

    @Test
    void ordersGoOutInBatchesOfThirtyFour() {
        var number = sitesOrdered(35);
        var issued = orders.of(casework.cases.byNumber(number).id());
        assertThat(issued).hasSize(2);
        assertThat(orders.items(issued.get(0).id())).hasSize(34);
        assertThat(orders.items(issued.get(1).id())).hasSize(1);
        assertThat(issued.get(0).number()).matches("O-2026-\\d{6}");
    }

    @Test
    void whatIsNotConfirmedInTimeIsAVisibleFailureForAnOfficer() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var order = onlyOrder(number);
        confirm(order.number() + "/OPERATOR_NORTH");
        casework.clock.pass(Duration.ofHours(3));
        casework.runJobs();
        assertThat(states(order))
                .containsExactly(ExecutionState.CONFIRMED, ExecutionState.FAILED, ExecutionState.FAILED);
        var seen = Caller.of(port, "manager1").get("/api/v1/orders?failed=true&limit=200");
        assertThat(seen.body()).contains(order.number());
        assertThat(Caller.of(port, "manager1").get("/api/v1/cases/" + number).body())
                .contains("ORDER_NOT_EXECUTED", "TERM_BREACHED", "Southern operator");
        var south = order.number() + "/OPERATOR_SOUTH";
        assertThatThrownBy(() ->
                        casework.complete("body-officer1", "decideFailure", south, Map.of("failureChoice", "LEAVE")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "body-officer1",
                "decideFailure",
                south,
                Map.of("failureChoice", "SEND_AGAIN", "remarks", "They lost it"));
        casework.runJobs();
        assertThat(mails(order.number())).hasSize(4);
        confirm(south);
        casework.complete(
                "body-officer1",
                "decideFailure",
                order.number() + "/TECHNICAL_SERVICE",
                Map.of("failureChoice", "LEAVE", "remarks", "It has no traffic of its own"));
        casework.runJobs();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.NOT_COMPLIED);
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aLateConfirmationCountsWhicheverWayItComes() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var order = onlyOrder(number);
        casework.clock.pass(Duration.ofHours(3));
        casework.runJobs();
        confirmsByApi(order.number(), "OPERATOR_NORTH", "EXECUTED", "");
        casework.complete(
                "body-officer1",
                "decideFailure",
                order.number() + "/OPERATOR_SOUTH",
                Map.of("failureChoice", "LATE_CONFIRMATION", "reference", "S-7"));
        casework.complete(
                "body-officer1",
                "decideFailure",
                order.number() + "/TECHNICAL_SERVICE",
                Map.of("failureChoice", "LEAVE", "remarks", "Nothing heard"));
        casework.runJobs();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.NOT_COMPLIED);
        confirmsByApi(order.number(), "TECHNICAL_SERVICE", "EXECUTED", "");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTED_BY_OPERATOR);
    }

    private void confirmsByApi(String order, String operator, String outcome, String remarks) {
        var answer = post(
                "body-officer1",
                order + "/confirmations",
                """
                        {"operatorCode":"%s","outcome":"%s","confirmedAt":"%s","remarks":"%s"}
                        """
                        .formatted(operator, outcome, casework.clock.instant(), remarks));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        casework.runJobs();
    }

    @Test
    void anOperatorThatCannotSaysWhyAndAnOfficerHearsOfIt() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var order = onlyOrder(number).number();
        var wordless = post(
                "body-officer1",
                order + "/confirmations",
                """
                {"operatorCode":"OPERATOR_NORTH","outcome":"IMPOSSIBLE","confirmedAt":"%s"}
                """
                        .formatted(casework.clock.instant()));
        assertThat(wordless.statusCode()).isEqualTo(400);
        confirmsByApi(order, "OPERATOR_NORTH", "IMPOSSIBLE", "No such address in our network");
        assertThat(casework.open(order + "/OPERATOR_NORTH")).containsExactly("decideFailure");
        casework.complete(
                "body-officer1",
                "recordConfirmation",
                order + "/OPERATOR_SOUTH",
                Map.of("confirmation", "IMPOSSIBLE", "remarks", "Encrypted"));
        assertThat(casework.open(order + "/OPERATOR_SOUTH")).containsExactly("decideFailure");
    }

    @Test
    void onlyTheBodyRecordsConfirmationsAndCancels() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var order = onlyOrder(number).number();
        assertThat(post("liaison1", order + "/cancellation", "{\"reasons\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(
                                "liaison1",
                                order + "/confirmations",
                                """
                                {"operatorCode":"OPERATOR_NORTH","outcome":"EXECUTED","confirmedAt":"%s"}
                                """
                                        .formatted(casework.clock.instant()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCancellationTakesTheSamePathToEveryOperatorThatGotTheOrderAndIsImmediate() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var order = onlyOrder(number);
        OPERATORS.subList(0, 2).forEach(operator -> confirm(order.number() + "/" + operator));
        var answer =
                post("body-officer1", order.number() + "/cancellation", "{\"reasons\":\"The court annulled the act\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(casework.open(order.number() + "/TECHNICAL_SERVICE")).isEmpty();
        casework.runJobs();
        var cancelling = orders.cancellations(order).get(0);
        assertThat(mails(cancelling.number())).hasSize(OPERATORS.size());
        assertThat(clocks.running(cancelling.number() + "/OPERATOR_NORTH").orElseThrow())
                .satisfies(clock -> {
                    assertThat(clock.rule()).isEqualTo("operator-cancellation");
                    assertThat(clock.citation().en()).contains("41-1(6)", "immediately");
                });
        OPERATORS.forEach(operator -> confirm(cancelling.number() + "/" + operator));
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTION_LIFTED);
        assertThat(post("body-officer1", order.number() + "/cancellation", "{\"reasons\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("body-officer1", cancelling.number() + "/cancellation", "{\"reasons\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void anOrderCancelledBeforeItLeftGoesToNobody() {
        var number = sitesOrdered(1);
        var order = onlyOrder(number);
        casework.as("body-officer1", () -> cancellations.cancel(order.number(), "Decided otherwise", "body-officer1"));
        casework.runJobs();
        assertThat(mails(order.number())).isEmpty();
        assertThat(states(order)).containsOnly(ExecutionState.CANCELLED);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTION_LIFTED);
    }

    @Test
    void whoeverMayHaveGotTheOrderIsToldOfItsCancellation() {
        var order = onlyOrder(sitesOrdered(1));
        // what a crash leaves behind: begun, and nobody knows how it ended
        sql.sql(
                        "update operator_sending set state = 'STARTED', started_at = now() where order_id = ? and operator_code = ?")
                .params(order.id(), "OPERATOR_NORTH")
                .update();
        casework.as("body-officer1", () -> cancellations.cancel(order.number(), "Decided otherwise", "body-officer1"));
        casework.runJobs();
        assertThat(mails(order.number())).isEmpty();
        var cancelling = orders.cancellations(order).get(0);
        assertThat(executions.of(cancelling.id()))
                .extracting(Execution::operatorCode)
                .containsExactly("OPERATOR_NORTH");
        assertThat(mails(cancelling.number())).hasSize(1);
    }

    @Test
    void aTimerThatSomebodyFiresEarlyFailsNothing() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var execution = onlyOrder(number).number() + "/OPERATOR_NORTH";
        fireEarly("executionOverdue", execution);
        assertThat(casework.open(execution)).containsExactly("recordConfirmation");
        assertThat(clocks.running(execution)).isPresent();
        assertThat(executions.byNumber(execution).state()).isEqualTo(ExecutionState.SENT);
    }

    @Test
    void anExecutionUnderTheFirstDiagramStillComesToItsOfficer() {
        var execution = onlyOrder(sitesOrdered(1)).number() + "/OPERATOR_NORTH";
        casework.runJobs();
        casework.clock.pass(Duration.ofHours(3));
        var first = repository
                .createDeployment()
                .addModelInstance(
                        "first-operator-execution.bpmn",
                        Bpmn.createExecutableProcess("first-operator-execution")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .serviceTask("recordExecutionFailure")
                                .camundaDelegateExpression("${recordExecutionFailure}")
                                .endEvent()
                                .done())
                .deploy();
        try {
            casework.runtime.startProcessInstanceByKey("first-operator-execution", execution);
            assertThat(executions.byNumber(execution).state()).isEqualTo(ExecutionState.FAILED);
        } finally {
            repository.deleteDeployment(first.getId(), true);
        }
    }

    @Test
    void aMailServerThatIsAwayIsWaitedForAndOneThatRefusesIsAFailure() {
        smtp.mood(Mood.BUSY);
        var number = sitesOrdered(1);
        casework.runJobs();
        var order = onlyOrder(number);
        assertThat(states(order)).containsOnly(ExecutionState.ISSUED);
        smtp.mood(Mood.FINE);
        casework.clock.pass(Duration.ofMinutes(2));
        casework.runJobs();
        assertThat(states(order)).containsOnly(ExecutionState.SENT);

        smtp.mood(Mood.REFUSES_RECIPIENTS);
        var refused = onlyOrder(sitesOrdered(1));
        casework.runJobs();
        assertThat(states(refused)).containsOnly(ExecutionState.FAILED);
        assertThat(casework.open(refused.number() + "/OPERATOR_NORTH")).containsExactly("decideFailure");
    }

    @Test
    void aPausedClockOfAnOperatorTakesItsTimerAlong() {
        var number = sitesOrdered(1);
        casework.runJobs();
        var execution = onlyOrder(number).number() + "/OPERATOR_NORTH";
        var clock = clocks.running(execution).orElseThrow();

        change(clock.id(), "pauses");
        casework.clock.pass(Duration.ofHours(5));
        casework.runJobs();
        assertThat(casework.open(execution)).containsExactly("recordConfirmation");

        change(clock.id(), "resumptions");
        casework.clock.pass(Duration.ofHours(3));
        casework.runJobs();
        assertThat(casework.open(execution)).containsExactly("decideFailure");
    }

    private void fireEarly(String timer, String number) {
        var instance = casework.runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
        casework.management.executeJob(casework.management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId(timer)
                .singleResult()
                .getId());
    }

    private void change(UUID clock, String what) {
        var answer = Caller.of(port, "manager1")
                .act("/api/v1/clocks/" + clock + "/" + what, "{\"reason\": \"Power cut in the north\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
