package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.OtherSystem;
import org.duenotice.casefile.Disposition;
import org.duenotice.law.Scope;
import org.duenotice.restriction.Notifications;
import org.duenotice.restriction.Restrictions;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The authorised body's own system: a notification goes out signed, and its decision comes back signed. */
@DueNoticeTest
class AgencyTest {

    @Autowired
    private Casework casework;

    @Autowired
    private OtherSystem other;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Restrictions restrictions;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String sought(String address) {
        return casework.restrictionSought(OtherSystem.CATEGORY, List.of(address));
    }

    private String notification(String number) {
        return notifications
                .last(casework.cases.byNumber(number).id())
                .orElseThrow()
                .number();
    }

    private Map<String, Object> decision(String number, Map<String, Object> target) {
        var decision = new HashMap<String, Object>();
        decision.put("notification", notification(number));
        decision.put("reference", "D-" + UUID.randomUUID());
        decision.put("officer", Map.of("id", "a.bekova", "name", "A. Bekova", "function", "Chief expert"));
        decision.put("reviewOn", "2027-03-01");
        decision.put("noHearing", Map.of("ground", "IMMEDIATE_ACT_NEEDED", "reasons", "Money is lost every hour"));
        var decided =
                new HashMap<String, Object>(Map.of("no", 1, "decision", "APPROVED", "reasons", "Prohibited by law"));
        decided.putAll(target);
        decision.put("targets", List.of(decided));
        return decision;
    }

    private int post(String signed) {
        return Caller.nobody(port)
                .post("/agency/v1/decisions", signed, "Content-Type", "application/jose")
                .statusCode();
    }

    @Test
    void aNotificationGoesOutSignedWithItsPaperAndIsTakenOnce() throws Exception {
        var number = sought(Casework.siteAddress());
        var notification = notifications.byNumber(notification(number));
        var taken = other.taken(notification.number());
        var payload =
                JWSObject.parse(taken.path("signed").asText()).getPayload().toString();
        assertThat(payload).contains(notification.digest(), notification.pdfSha256(), "page.html");
        assertThat(Base64.getDecoder().decode(taken.path("pdf").asText())).startsWith("%PDF".getBytes());
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @Test
    void whatIsNotForTheOtherSystemIsHandedOverInTasklist() {
        var before = other.calls();
        var number = casework.restrictionSought(Casework.address());
        assertThat(other.calls()).isEqualTo(before);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @Test
    void aSystemThatIsDownOrBusyIsTriedAgainUnderTheSameNumberWithoutBurningRetries() {
        var before = other.calls();
        other.nextAnswers(500, 429);
        var number = sought(Casework.siteAddress());
        assertThat(other.calls()).isEqualTo(before + 1);
        assertThat(casework.open(number)).isEmpty();
        casework.clock.pass(Duration.ofMinutes(6));
        casework.runJobs();
        assertThat(other.calls()).isEqualTo(before + 2);
        casework.clock.pass(Duration.ofMinutes(9));
        casework.runJobs();
        assertThat(other.calls()).isEqualTo(before + 2);
        casework.clock.pass(Duration.ofMinutes(2));
        casework.runJobs();
        assertThat(casework.open(number)).containsExactly("decideRestriction");
        assertThat(sql.sql("select state from agency_dispatch where number = ? order by recorded_at, attempt")
                        .param(notification(number))
                        .query(String.class)
                        .list())
                .containsExactly("CLAIMED", "RETRY_LATER", "CLAIMED", "RETRY_LATER", "CLAIMED", "SENT");
    }

    @Test
    void aSystemThatStaysDownIsLeftToAPersonAfterTenAttempts() {
        var before = other.calls();
        other.nextAnswers(500, 500, 500, 500, 500, 500, 500, 500, 500, 500);
        var number = sought(Casework.siteAddress());
        for (var attempt = 2; attempt <= 10; attempt++) {
            assertThat(casework.open(number)).isEmpty();
            casework.clock.pass(Duration.ofMinutes(241));
            casework.runJobs();
        }

        assertThat(other.calls()).isEqualTo(before + 10);
        assertThat(casework.open(number)).containsExactly("settleNotification");

        casework.complete(
                "liaison1",
                "settleNotification",
                number,
                Map.of("settlement", "SEND_AGAIN", "remarks", "They say it works again"));
        casework.runJobs();
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @Test
    void whatTheOtherSystemRejectsAPersonSettles() {
        other.nextAnswers(422, 422);
        var number = sought(Casework.siteAddress());
        assertThat(casework.open(number)).containsExactly("settleNotification");
        casework.complete(
                "liaison1",
                "settleNotification",
                number,
                Map.of("settlement", "SEND_AGAIN", "remarks", "Their schema was corrected"));
        casework.runJobs();
        assertThat(casework.open(number)).containsExactly("settleNotification");
        casework.complete(
                "liaison1",
                "settleNotification",
                number,
                Map.of("settlement", "HAND_OVER", "remarks", "They read it in Tasklist"));
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @Test
    void aSignedDecisionIsRecordedOnceWithTheOfficersNameAndFunctionAndTheCaseGoesOn() {
        var number = sought(Casework.siteAddress());
        var signed = other.signed(decision(number, Map.of()));
        assertThat(post(signed)).isEqualTo(200);
        assertThat(post(signed)).isEqualTo(200);
        casework.runJobs();

        var approvals = restrictions.approvals(
                restrictions.of(casework.cases.byNumber(number).id()).id());
        assertThat(approvals).singleElement().satisfies(approval -> {
            assertThat(approval.scope()).isEqualTo(Scope.ITEM);
            assertThat(approval.officerName()).isEqualTo("A. Bekova");
            assertThat(approval.officerFunction()).isEqualTo("Chief expert");
        });
        assertThat(sql.sql("select count(*) from agency_decision where notification_number = ?")
                        .param(notification(number))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(casework.open(number)).doesNotContain("decideRestriction");
    }

    @Test
    void whatAnybodyElseSignedOrNobodyDidIsRefused() {
        var number = sought(Casework.siteAddress());
        var decision = decision(number, Map.of());
        assertThat(post(other.signedByAStranger(decision))).isEqualTo(401);
        assertThat(post("nothing signed")).isEqualTo(401);
        var parts = other.signed(decision).split("\\.");
        assertThat(post(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
        var unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
        assertThat(post(unsigned + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(post("x".repeat(600_000))).isEqualTo(413);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @Test
    void aSignedDecisionPassesTheSameLadderAndARefusedOneStaysToBeDecided() {
        var number = sought(Casework.siteAddress());
        assertThat(post(other.signed(decision(number, Map.of("scope", "DOMAIN")))))
                .isEqualTo(409);
        assertThat(post(other.signed(decision(number, Map.of("scope", "SERVICE")))))
                .isEqualTo(409);
        var unheard = decision(number, Map.of());
        unheard.remove("noHearing");
        assertThat(post(other.signed(unheard))).isEqualTo(400);
        var unassessed = decision(
                number,
                Map.of("scope", "DOMAIN", "ground", "WHOLE_OBJECT_FOR_OFFENCE", "words", "A shop of stolen cards"));
        assertThat(post(other.signed(unassessed))).isEqualTo(400);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTION_SOUGHT);

        unassessed.put(
                "collateral",
                Map.of("livesThere", "Nothing else", "hurt", "Nobody", "nothingNarrower", "Pages come back at once"));
        assertThat(post(other.signed(unassessed))).isEqualTo(200);
    }

    @Test
    void anOfficerWhoTookPartInTheQualificationCannotDecideFromTheOtherSystemEither() {
        var number = sought(Casework.siteAddress());
        var decision = decision(number, Map.of());
        decision.put("officer", Map.of("id", "approver1", "name", "Approver", "function", "Expert"));
        assertThat(post(other.signed(decision))).isEqualTo(403);
        assertThat(casework.open(number)).containsExactly("decideRestriction");
    }

    @Test
    void aReferenceStandsForOneDecisionAndOneThatNobodyWaitsForIsRefused() {
        var number = sought(Casework.siteAddress());
        var decision = decision(number, Map.of("decision", "REFUSED"));
        assertThat(post(other.signed(decision))).isEqualTo(200);
        decision.put("reviewOn", "2027-02-01");
        assertThat(post(other.signed(decision))).isEqualTo(409);
        assertThat(post(other.signed(decision(number, Map.of())))).isBetween(400, 409);
        assertThat(casework.isOver(number)).isTrue();
        var unknown = decision(number, Map.of());
        unknown.put("notification", "U-2026-999999");
        assertThat(post(other.signed(unknown))).isEqualTo(404);
    }

    @Test
    void theOtherSystemSendsBackForEvidenceAndGetsASecondNotification() {
        var number = sought(Casework.siteAddress());
        var first = notification(number);
        assertThat(post(other.signed(decision(number, Map.of("decision", "RETURNED")))))
                .isEqualTo(200);
        assertThat(casework.open(number)).containsExactly("supplementEvidence");
        casework.complete("caseworker1", "supplementEvidence", number, Map.of("supplementRemarks", "Dated now"));
        casework.notifyBody(number);
        assertThat(notification(number)).isNotEqualTo(first);
        assertThat(other.taken(notification(number))).isNotNull();
    }
}
