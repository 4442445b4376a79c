package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Gates;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.OpenClocks;
import org.duenotice.operator.Executions;
import org.duenotice.operator.Orders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class AccessRestrictionTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Gates gates;

    @Autowired
    private Orders orders;

    @Autowired
    private Executions executions;

    @Autowired
    private Clocks clocks;

    @Autowired
    private OpenClocks openClocks;

    @Autowired
    private Timeline timeline;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private void gate(String notice, String choice) {
        casework.complete(
                "liaison1", "decideEscalation", notice, Map.of("choice", choice, "reasons", "They did not do it"));
    }

    private void approved(String notice) {
        casework.complete("approver1", "approveEscalation", notice, Map.of("decision", "APPROVE"));
        casework.runJobs();
    }

    /** Three targets, of which the platform removed the first; a formal order about the others was not answered. */
    private String formalOrderFailed() {
        var notice = casework.noticeSent(Casework.address(), Casework.address(), Casework.address());
        casework.receives(
                notice,
                List.of(
                        new Answers.ItemAnswer(1, ItemOutcome.REMOVED, null),
                        new Answers.ItemAnswer(2, ItemOutcome.NO_ACTION, null),
                        new Answers.ItemAnswer(3, ItemOutcome.NO_ACTION, null)));
        casework.complete("caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        gate(notice, "FORMAL_ORDER");
        approved(notice);
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        return notice;
    }

    @Test
    void accessIsRestrictedOnlyAfterAFormalOrderFailed() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        assertThatThrownBy(() -> gate(notice, "ACCESS_RESTRICTION"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("formal order");
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void theRestGoesThroughTheBodyAgainAndToTheOperators() {
        var notice = formalOrderFailed();
        var number = casework.caseOf(notice);
        assertThat(gates.last(casework.notices.byNumber(notice).id())
                        .orElseThrow()
                        .step())
                .isEqualTo(Gates.Choice.ACCESS_RESTRICTION);
        gate(notice, "ACCESS_RESTRICTION");
        assertThat(casework.open(notice)).containsExactly("approveEscalation");
        approved(notice);
        casework.notifyBody(notice);
        assertThat(casework.open(notice)).containsExactly("decideRestriction");
        assertThat(casework.dispositions(number))
                .containsExactly(Disposition.REMOVED, Disposition.NOT_COMPLIED, Disposition.NOT_COMPLIED);

        casework.bodyDecides(notice);
        casework.runJobs();
        var order = orders.of(casework.cases.byNumber(number).id()).get(0);
        assertThat(orders.items(order.id())).extracting(item -> item.no()).containsExactly(2, 3);
        executions
                .of(order.id())
                .forEach(execution -> casework.complete(
                        "body-officer1",
                        "recordConfirmation",
                        order.number() + "/" + execution.operatorCode(),
                        Map.of("confirmation", "EXECUTED")));
        casework.runJobs();
        assertThat(casework.dispositions(number))
                .containsExactly(
                        Disposition.REMOVED, Disposition.RESTRICTED_BY_OPERATOR, Disposition.RESTRICTED_BY_OPERATOR);
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aBodyThatRefusesTheRestEndsTheMatter() {
        var notice = formalOrderFailed();
        gate(notice, "ACCESS_RESTRICTION");
        approved(notice);
        casework.notifyBody(notice);
        casework.complete(
                "body-officer1",
                "decideRestriction",
                notice,
                Map.of("decisionForAll", "REFUSE", "reasons", "Too much for what is left"));
        casework.runJobs();
        var number = casework.caseOf(notice);
        assertThat(orders.of(casework.cases.byNumber(number).id())).isEmpty();
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aGateThatNobodyOpensInTimeIsABreachAndDecidesNothing() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        var gate = clock(notice);
        assertThat(gate.rule()).isEqualTo("gate-decision");
        assertThat(casework.task("decideEscalation", notice).getDueDate()).isEqualTo(gate.dueAt());
        casework.clock.moveTo(gate.dueAt().plusSeconds(60));
        casework.runJobs();
        assertThat(clock(notice).state()).isEqualTo("BREACHED");
        assertThat(timeline.of(casework.notices.byNumber(notice).caseId()))
                .anyMatch(entry ->
                        entry.kind().equals("TERM_BREACHED") && entry.subject().startsWith(notice));
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        gate(notice, "ACCEPT_ARGUMENT");
        casework.runJobs();
        assertThat(casework.isOver(casework.caseOf(notice))).isTrue();
    }

    @Test
    void aDecidedGateStopsItsClock() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        gate(notice, "FORMAL_ORDER");
        assertThat(clock(notice).state()).isEqualTo("RUNNING");
        approved(notice);
        assertThat(clock(notice).state()).isEqualTo("MET");
    }

    private ClockView clock(String notice) {
        return clocks.of(casework.notices.byNumber(notice).caseId()).stream()
                .filter(view -> view.subject().equals(notice + "/gate"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void aRemovalIsConfirmedByAFreshCaptureOrAReasonWhyThereIsNone() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.REMOVED, null);
        var wordless = Map.<String, Object>of("verifyForAll", "CONFIRMED", "noCaptureReason", "");
        assertThatThrownBy(() -> casework.complete("caseworker2", "verifyOutcome", notice, wordless))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("fresh capture");
        casework.addEvidence(casework.caseOf(notice));
        casework.complete("caseworker2", "verifyOutcome", notice, wordless);
        casework.runJobs();
        assertThat(casework.dispositions(casework.caseOf(notice))).containsOnly(Disposition.REMOVED);

        var gone = casework.noticeSent(Casework.address());
        casework.answers(gone, ItemOutcome.REMOVED, null);
        casework.complete(
                "caseworker2",
                "verifyOutcome",
                gone,
                Map.of("verifyForAll", "CONFIRMED", "noCaptureReason", "The server answers nothing at all"));
        casework.runJobs();
        assertThat(casework.dispositions(casework.caseOf(gone))).containsOnly(Disposition.REMOVED);
    }

    @Test
    void whatIsStillThereNeedsNoCapture() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.REMOVED, null);
        casework.complete(
                "caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", "STILL_THERE", "noCaptureReason", ""));
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void aGatesClockThatIsMovedTakesItsTimerAndTaskAlong() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        var gate = clock(notice);
        openClocks.pause(gate.id(), "The liaison is away", "manager1");
        assertThat(casework.task("decideEscalation", notice).getDueDate()).isNull();
        casework.clock.pass(Duration.ofDays(7));
        casework.runJobs();
        assertThat(told(notice, "TERM_BREACHED")).isFalse();

        openClocks.resume(gate.id(), "Back again", "manager1");
        assertThat(casework.task("decideEscalation", notice).getDueDate())
                .isEqualTo(Date.from(clocks.get(gate.id()).dueAt()));
        casework.clock.pass(Duration.ofDays(7));
        casework.runJobs();
        assertThat(told(notice, "TERM_BREACHED")).isTrue();
    }

    @Test
    void theBodysClockThatIsMovedTakesTheDueDateOfItsTaskAlong() {
        var number = casework.restrictionSought(Casework.address());
        var body = clocks.running(number + "/BODY").orElseThrow();
        openClocks.correct(
                body.id(), body.startedAt().minus(Duration.ofDays(1)), "It was there a day before", "manager1");
        assertThat(clocks.get(body.id()).dueAt()).isBefore(body.dueAt());
        assertThat(casework.task("decideRestriction", number).getDueDate())
                .isEqualTo(Date.from(clocks.get(body.id()).dueAt()));
    }

    private boolean told(String notice, String kind) {
        return timeline.of(casework.notices.byNumber(notice).caseId()).stream()
                .anyMatch(entry -> entry.kind().equals(kind) && entry.subject().equals(notice + "/gate"));
    }
}
