package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.problem.Problem;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Cases on hold, and closed cases that are taken up again. */
@DueNoticeTest
class HoldTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Clocks clocks;

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
    void aCaseWithMeasuresStaysClosedAndOneThatAnotherWorksOnToo() {
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
