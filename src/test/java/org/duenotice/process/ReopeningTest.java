package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.referral.Referral;
import org.duenotice.referral.Referrals;
import org.duenotice.restriction.Restrictions;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Closed cases that are taken up again after measures: what can be qualified anew is, and what is in force stays. */
@DueNoticeTest
class ReopeningTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Restrictions restrictions;

    @Autowired
    private Referrals referrals;

    @Autowired
    private Clocks clocks;

    @Autowired
    private JdbcClient sql;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private HttpResponse<String> reopen(String number) {
        return Caller.of(port, "approver1")
                .post(
                        "/api/v1/cases/" + number + "/reopenings",
                        "{\"reason\":\"A new witness\"}",
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
    }

    private void reopened(String number) {
        assertThat(casework.cases.byNumber(number).state()).isEqualTo(CaseState.CLOSED);
        var answer = reopen(number);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(casework.open(number)).containsExactly("prepareQualification");
    }

    private static void refused(HttpResponse<String> answer, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + type);
    }

    private String today() {
        return LawDay.of(casework.clock.instant()).toString();
    }

    @Test
    void aRestrictionThatTheBodyRefusedIsSoughtAnewOnNewFactsUnderANumberOfItsOwn() {
        var number = casework.restrictionSought(Casework.address());
        casework.bodyRefuses(number);
        var caseId = casework.cases.byNumber(number).id();
        var first = restrictions.of(caseId);
        casework.clock.pass(Duration.ofDays(3));

        reopened(number);
        casework.complete(
                "caseworker1", "prepareQualification", number, casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        casework.approve(number);
        casework.notifyBody(number);
        casework.bodyApproves(number);
        casework.runJobs();

        var second = restrictions.of(caseId);
        assertThat(second.number()).isNotEqualTo(first.number());
        assertThat(restrictions.items(first.id()).values())
                .allSatisfy(item -> assertThat(item.decision()).hasToString("REFUSED"));
        assertThat(casework.onlyNotice(number).restrictionId()).isEqualTo(second.id());
        assertThat(casework.dispositions(number)).containsOnly(Disposition.UNDER_NOTICE);
        assertThat(sql.sql("select state from restriction_measure m join case_target t on t.id = m.case_target_id "
                                + "where t.case_id = ? order by proposed_at")
                        .param(caseId)
                        .query(String.class)
                        .list())
                .containsExactly("REFUSED", "PENDING_ACTIVATION");
    }

    @Test
    void aMeasureInForceStaysAndOnlyTheOtherTargetsAreQualifiedAnew() {
        var notice = casework.noticeSent(Casework.address(), Casework.address());
        var number = casework.caseOf(notice);
        casework.receives(
                notice,
                List.of(
                        new Answers.ItemAnswer(1, ItemOutcome.GEO_RESTRICTED, null),
                        new Answers.ItemAnswer(2, ItemOutcome.NO_ACTION, null)));
        casework.runJobs();
        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "It was closed by its owner"));
        casework.runJobs();
        assertThat(casework.dispositions(number)).containsExactly(Disposition.GEO_RESTRICTED, Disposition.NOT_COMPLIED);

        reopened(number);

        assertThat(casework.dispositions(number))
                .containsExactly(Disposition.GEO_RESTRICTED, Disposition.IN_QUALIFICATION);
        assertThat(sql.sql("select state from restriction_measure m join case_target t on t.id = m.case_target_id "
                                + "where t.case_id = ? and t.no = 1")
                        .param(casework.cases.byNumber(number).id())
                        .query(String.class)
                        .single())
                .isEqualTo("ACTIVE");
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("NO_VIOLATION"));
        casework.approve(number);
        assertThat(casework.dispositions(number)).containsExactly(Disposition.GEO_RESTRICTED, Disposition.NO_VIOLATION);
        assertThat(casework.cases.byNumber(number).state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void aCaseWhoseEveryMeasureIsInForceStaysClosed() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();
        refused(reopen(casework.caseOf(notice)), "case.reopen-in-force");
        assertThat(casework.dispositions(casework.caseOf(notice))).containsOnly(Disposition.GEO_RESTRICTED);
    }

    @Test
    void whatABodyRefusedIsReferredAnewAndItsTermBeginsAnew() {
        var number = casework.detection("PYRAMID_ADVERTISING", Casework.address());
        casework.captureEvidence(number);
        refer(number);
        casework.complete(
                "liaison1",
                "recordAdministrativeOutcome",
                number,
                Map.of("outcome", "REFUSED", "outcomeDate", today(), "remarks", "No advertising"));
        var caseId = casework.cases.byNumber(number).id();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.REFERRED);
        casework.clock.pass(Duration.ofDays(30));

        reopened(number);
        refer(number);

        assertThat(referrals.of(caseId))
                .extracting(Referral::previous)
                .hasSize(2)
                .last()
                .isNotNull();
        var term = clocks.of(caseId).stream()
                .filter(clock -> clock.rule().equals("admin-hand-over-3d"))
                .toList();
        assertThat(term).hasSize(2).allSatisfy(clock -> assertThat(clock.state())
                .isEqualTo("MET"));
        assertThat(term).last().satisfies(clock -> assertThat(clock.startedAt())
                .isAfter(term.get(0).dueAt()));
    }

    private void refer(String number) {
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                casework.measures("PYRAMID_ADVERTISING", "ADMINISTRATIVE", false));
        casework.approve(number);
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        casework.complete(
                "liaison1",
                "handOverAdministrativeReferral",
                number,
                Map.of("look", "HANDED_OVER", "handOverNumber", "12/345", "handOverDate", today()));
    }

    @Test
    void whatTheOtherBodyGaveBackIsForwardedAgain() {
        var number = casework.detection("OTHER", Casework.address());
        casework.captureEvidence(number);
        forward(number, "7-1/19");
        casework.clock.pass(Duration.ofDays(5));

        reopened(number);
        forward(number, "7-1/88");

        assertThat(sql.sql("select number from forwarding_outcome where case_id = ? order by no")
                        .param(casework.cases.byNumber(number).id())
                        .query(String.class)
                        .list())
                .containsExactly("7-1/19", "7-1/88");
        assertThat(casework.cases.byNumber(number).state()).isEqualTo(CaseState.CLOSED);
    }

    private void forward(String number, String under) {
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("OUT_OF_COMPETENCE"));
        casework.approve(number);
        casework.complete(
                "liaison1",
                "forwardDetection",
                number,
                Map.of("outcome", "FORWARDED", "body", "POLICE", "forwardNumber", under, "forwardDate", today()));
    }
}
