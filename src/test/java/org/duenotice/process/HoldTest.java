package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.measure.Measures;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.operator.Cancellations;
import org.duenotice.operator.Executions;
import org.duenotice.operator.Orders;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Decided;
import org.duenotice.qualification.OffenceRoute;
import org.duenotice.qualification.Proposal;
import org.duenotice.qualification.Qualifications;
import org.duenotice.qualification.Requalifications;
import org.duenotice.qualification.RightsReviews;
import org.duenotice.referral.Forwarding;
import org.duenotice.referral.Forwardings;
import org.duenotice.referral.HandOvers;
import org.duenotice.referral.ReferralKind;
import org.duenotice.referral.ReferralPackages;
import org.duenotice.referral.ReferralSteps;
import org.duenotice.referral.Referrals;
import org.duenotice.restriction.Collateral;
import org.duenotice.restriction.Notifications;
import org.duenotice.restriction.Officer;
import org.duenotice.restriction.Restrictions;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases on hold, and closed cases that are taken up again. */
@DueNoticeTest
class HoldTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Clocks clocks;

    @Autowired
    private JdbcClient sql;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private HttpResponse<String> post(String login, String number, String what, String body) {
        return Caller.of(port, login)
                .post(
                        "/api/v1/cases/" + number + what,
                        body,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
    }

    private static void refused(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + type);
    }

    private static void done(HttpResponse<String> answer, String state) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Caller.json(answer).path("state").asText()).isEqualTo(state);
    }

    private CaseState state(String number) {
        return casework.cases.byNumber(number).state();
    }

    @Test
    void onHoldNobodyDecidesAndAfterwardsTheCaseGoesOnWhereItStood() {
        var number = casework.preparedCase();
        done(
                post("caseworker1", number, "/holds", "{\"ground\":\"HEARING\",\"reason\":\"They asked\"}"),
                "ON_HOLD_HEARING");

        assertThatThrownBy(() -> casework.approve(number)).hasMessageContaining(number);
        refused(
                post("caseworker1", number, "/holds", "{\"ground\":\"APPEAL\",\"reason\":\"Again\"}"),
                409,
                "case.state");
        assertThat(state(number)).isEqualTo(CaseState.ON_HOLD_HEARING);

        done(post("approver1", number, "/resumptions", "{\"reason\":\"Heard\"}"), "LEGAL_REVIEW");
        casework.approve(number);
        assertThat(state(number)).isEqualTo(CaseState.ROUTED);
    }

    @Autowired
    private Qualifications qualifications;

    @Autowired
    private Requalifications requalifications;

    @Autowired
    private RightsReviews rightsReviews;

    @Autowired
    private ReferralPackages packages;

    @Autowired
    private Referrals referrals;

    @Autowired
    private HandOvers handOvers;

    @Autowired
    private ReferralSteps steps;

    @Autowired
    private Forwardings forwardings;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Restrictions restrictions;

    @Autowired
    private Collateral collateral;

    @Autowired
    private Measures measures;

    @Autowired
    private Orders orders;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private Executions executions;

    @Test
    void whileItIsHeldNothingOfTheUnitOrTheBodyIsDecidedByWhateverTask() {
        var number = casework.restrictionSought(Casework.siteAddress());
        casework.bodyDecides(number);
        casework.decidesMeasures(number, "operatorTargets");
        var caseFile = casework.cases.byNumber(number);
        var order = orders.of(caseFile.id()).get(0).number();
        var operator = executions.numbers(order).get(0);
        var today = LocalDate.of(2026, 11, 2);
        var person = "somebody";
        var sent = new ReferralSteps.Sent("x", "x", today, "x", person);
        var kind = ReferralKind.CRIMINAL;
        var decisions = new LinkedHashMap<String, ThrowingCallable>();
        decisions.put("capture", () -> qualifications.captured(number, false, "x", null, person));
        decisions.put(
                "qualification",
                () -> qualifications.prepare(new Qualifications.Preparation(
                        number, Proposal.CLOSE, null, null, false, null, null, null, Map.of(), null, "x", person)));
        decisions.put("its approval", () -> qualifications.decide(number, Decided.Outcome.APPROVED, "", null, person));
        decisions.put(
                "the lawyer's word",
                () -> rightsReviews.decide(number, RightsReviews.Outcome.REFUSED, null, "x", person));
        decisions.put(
                "requalification",
                () -> requalifications.prepare(
                        new Requalifications.Preparation(number, OffenceRoute.NONE, null, null, "x", person)));
        decisions.put("its approval too", () -> requalifications.decide(number, true, "", person));
        decisions.put(
                "package",
                () -> packages.prepare(number, kind, new ReferralPackages.Draft("x", "x", "x", "x"), person));
        decisions.put(
                "hand-over", () -> handOvers.handOver(number, kind, new HandOvers.HandOver("x", "x", today, person)));
        decisions.put("hand-over as such", () -> referrals.handOver(number, kind, "x", "x", today, person));
        decisions.put("sending back", () -> handOvers.sendBack(number, kind, "x", person));
        decisions.put("passing on", () -> steps.passOn(number, sent));
        decisions.put(
                "forwarding",
                () -> forwardings.forward(
                        number,
                        new Forwardings.Step(Forwarding.Outcome.NOBODY_COMPETENT, null, null, null, "x", person)));
        decisions.put("notification", () -> notifications.prepare(number, "x", "x", Map.of(), person));
        decisions.put("its second person", () -> notifications.decide(number, true, "", person));
        decisions.put("supplement", () -> restrictions.supplemented(number, "x", person));
        decisions.put(
                "the body's decision",
                () -> restrictions.decide(new Restrictions.Decision(
                        number, List.of(), null, null, null, null, null, new Officer(person, person, person))));
        decisions.put("assessment", () -> collateral.assess(caseFile, null, null, person));
        decisions.put("measures", () -> measures.decide(new Measures.Decision(number, List.of(), "x", person)));
        decisions.put("cancellation of an order", () -> cancellations.cancel(order, "x", person));
        decisions.put("word on a failure", () -> executions.judged(operator, true, "x", person));

        done(post("approver1", number, "/holds", "{\"ground\":\"APPEAL\",\"reason\":\"Admitted\"}"), "ON_HOLD_APPEAL");

        assertThat(decisions).allSatisfy((what, decision) -> assertThatThrownBy(decision)
                .as(what)
                .isInstanceOf(Problem.class)
                .hasMessage("case.on-hold"));
        assertThat(state(number)).isEqualTo(CaseState.ON_HOLD_APPEAL);
    }

    @Test
    void anAnswerComesInWhileTheCaseIsHeldAndTheCaseIsClosedWhenItGoesOn() {
        var notice = casework.noticeSent(Casework.address());
        var number = casework.caseOf(notice);
        done(post("approver1", number, "/holds", "{\"ground\":\"APPEAL\",\"reason\":\"Admitted\"}"), "ON_HOLD_APPEAL");

        casework.answers(notice, ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.GEO_RESTRICTED);
        assertThat(state(number)).isEqualTo(CaseState.ON_HOLD_APPEAL);
        var held = casework.cases.byNumber(number);
        assertThatThrownBy(() -> casework.cases.close(held)).hasMessage("case.on-hold");
        assertThatThrownBy(() -> casework.cases.move(held, CaseState.QUALIFICATION, "Around", "caseworker1"))
                .hasMessage("case.on-hold");

        done(post("approver1", number, "/resumptions", "{\"reason\":\"Decided\"}"), "CLOSED");
        assertThat(clocks.of(held.id())).noneMatch(clock -> clock.isPaused() || clock.isRunning());
    }

    @Test
    void aHeldCaseGoesOnNowhereElseByWhateverWay() {
        var number = casework.preparedCase();
        post("caseworker1", number, "/holds", "{\"ground\":\"HEARING\",\"reason\":\"They asked\"}");
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                                select machine, subject, id, to_state, effective_at, 'ROUTED', '', 'x', effective_at
                                from state_move where subject = ? order by id desc limit 1
                                """)
                        .param(casework.cases.byNumber(number).id())
                        .update())
                .rootCause()
                .hasMessageContaining("goes on where it stood");
    }

    @Test
    void aHoldPausesTheUnitsOwnTermsAndKeepsTheBodyFromDeciding() {
        var number = casework.restrictionSought(Casework.address());
        var caseId = casework.cases.byNumber(number).id();
        var body = clocks.of(caseId).stream()
                .filter(clock -> clock.rule().equals("body-decision"))
                .findFirst()
                .orElseThrow();
        assertThat(body.isRunning()).isTrue();
        done(
                post("approver1", number, "/holds", "{\"ground\":\"APPEAL\",\"reason\":\"An appeal was admitted\"}"),
                "ON_HOLD_APPEAL");
        assertThat(clocks.get(body.id()).isPaused()).isTrue();
        assertThatThrownBy(() -> casework.bodyDecides(number)).hasMessageContaining(number);

        casework.clock.pass(Duration.ofDays(7));
        done(post("approver1", number, "/resumptions", "{\"reason\":\"Decided\"}"), "ROUTED");
        assertThat(clocks.get(body.id()).isRunning()).isTrue();
        assertThat(clocks.get(body.id()).dueAt()).isAfter(body.dueAt());
        casework.bodyDecides(number);
    }

    @Test
    void aCaseClosedWithoutMeasuresIsReopenedByAnApproverAndGoesOnAtTheQualification() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address(), Casework.address());
        casework.closedWithout(number, "NO_VIOLATION");
        assertThat(state(number)).isEqualTo(CaseState.CLOSED);
        assertThat(casework.isOver(number)).isTrue();
        refused(
                post("caseworker1", number, "/reopenings", "{\"reason\":\"More was found\"}"),
                403,
                "access.not-for-you");

        done(post("approver1", number, "/reopenings", "{\"reason\":\"More was found\"}"), "QUALIFICATION");

        assertThat(casework.open(number)).containsExactly("prepareQualification");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.IN_QUALIFICATION);
        assertThat(casework.cases.byNumber(number).closedAt()).isNull();
        casework.complete(
                "caseworker1", "prepareQualification", number, casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        casework.approve(number);
        assertThat(state(number)).isEqualTo(CaseState.ROUTED);
        refused(post("approver1", number, "/reopenings", "{\"reason\":\"Again\"}"), 409, "case.state");
    }

    @Test
    void aCaseThatAnotherWorksOnStaysClosed() {
        var address = Casework.address();
        var first = casework.detection("FINANCIAL_PYRAMID", address);
        casework.closedWithout(first, "NO_VIOLATION");
        var second = casework.detection("FINANCIAL_PYRAMID", address);
        assertThat(second).isNotEqualTo(first);
        refused(post("approver1", first, "/reopenings", "{\"reason\":\"More\"}"), 409, "case.reopen-targets");
        assertThat(state(first)).isEqualTo(CaseState.CLOSED);
        refused(post("approver1", second, "/reopenings", "{\"reason\":\"More\"}"), 409, "case.state");
        assertThatThrownBy(() -> casework.cases.move(
                        casework.cases.byNumber(first), CaseState.QUALIFICATION, "Around", "caseworker1"))
                .isInstanceOf(Problem.class)
                .hasMessage("case.state");
    }
}
