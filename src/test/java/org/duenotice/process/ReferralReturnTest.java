package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.law.Purpose;
import org.duenotice.referral.Referral;
import org.duenotice.referral.ReferralOutcome;
import org.junit.jupiter.api.Test;

/** What a body returns goes back to qualification, and the case closes when every branch has ended. */
@DueNoticeTest
class ReferralReturnTest extends ReferralWalk {

    private void requalify(String number, String route) {
        var input =
                new HashMap<String, Object>(Map.of("offenceRoute", route, "reasons", "The damage is shown on page 2"));
        if (route.equals("NONE")) {
            input.put("closing", "NO_VIOLATION");
        } else {
            input.put(
                    "offenceBasis",
                    casework.basis(
                            Purpose.valueOf(route),
                            casework.cases.byNumber(number).category()));
        }
        casework.complete("caseworker2", "prepareRequalification", number, input);
        casework.complete("approver1", "approveRequalification", number, Map.of("decision", "APPROVE"));
    }

    @Test
    void whatIsReturnedGoesBackToQualificationInTheSameCaseWhileItsTermRunsOn() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        var due = clock(number, "CRIMINAL").dueAt();
        registration(number, "RETURNED");
        assertThat(casework.open(number)).containsExactly("prepareRequalification");
        assertThat(clock(number, "CRIMINAL").state()).isEqualTo("RUNNING");
        assertThat(casework.task("prepareRequalification", number).getDueDate()).isEqualTo(due);
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(clock(number, "CRIMINAL").state()).isEqualTo("BREACHED");
        assertThat(casework.open(number)).containsExactly("prepareRequalification");
        requalify(number, "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        assertThat(referrals(number)).extracting(Referral::outcome).containsExactly(ReferralOutcome.RETURNED, null);
        assertThat(referrals(number).get(1).previous())
                .isEqualTo(referrals(number).get(0).id());
        assertThat(referrals(number).get(1).number())
                .isNotEqualTo(referrals(number).get(0).number());
        registration(number, "REGISTERED");
        casework.tellProsecutor(number);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.REFERRED);
    }

    @Test
    void threeDaysFromTheFindingAreNotMoreBecauseTheMaterialCameBack() {
        var number = referred("PYRAMID_ADVERTISING", "ADMINISTRATIVE");
        handOver(number, "handOverAdministrativeReferral", "ECONOMIC_INVESTIGATIONS");
        casework.clock.pass(Duration.ofDays(1));
        casework.complete(
                "liaison1",
                "recordAdministrativeOutcome",
                number,
                Map.of("outcome", "RETURNED", "outcomeDate", today(), "remarks", "The advertiser is not shown"));
        assertThat(casework.task("prepareRequalification", number).getDueDate())
                .isEqualTo(Instant.parse("2026-11-05T19:00:00Z"));
        requalify(number, "ADMINISTRATIVE");
        assertThat(casework.task("prepareAdministrativeReferral", number).getDueDate())
                .isEqualTo(Instant.parse("2026-11-05T19:00:00Z"));
    }

    @Test
    void twoPeopleDecideThatItIsNotReferredAgain() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "RETURNED");
        var input = Map.<String, Object>of(
                "offenceRoute", "NONE", "closing", "NO_VIOLATION", "reasons", "The page is a parody");
        casework.complete("caseworker2", "prepareRequalification", number, input);
        assertThatThrownBy(() -> casework.complete(
                        "caseworker2", "approveRequalification", number, Map.of("decision", "APPROVE")))
                .isInstanceOf(RuntimeException.class);
        casework.complete(
                "approver1", "approveRequalification", number, Map.of("decision", "RETURN", "remarks", "Look again"));
        casework.complete("caseworker2", "prepareRequalification", number, input);
        casework.complete("approver1", "approveRequalification", number, Map.of("decision", "APPROVE"));
        assertThat(clock(number, "CRIMINAL").state()).isEqualTo("CANCELLED");
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.NO_VIOLATION);
    }

    @Test
    void theCaseClosesWhenBothBranchesHaveEndedTheReferralLastAfterAReturn() {
        var number = bothBranches();
        casework.bodyRefuses(number);
        assertThat(casework.isOver(number)).isFalse();
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "RETURNED");
        requalify(number, "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "REFUSED");
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void theCaseClosesWhenBothBranchesHaveEndedTheRestrictionLast() {
        var number = bothBranches();
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "RETURNED");
        requalify(number, "NONE");
        assertThat(casework.isOver(number)).isFalse();
        casework.bodyRefuses(number);
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTION_REFUSED);
    }

    private String bothBranches() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                casework.measures("FINANCIAL_PYRAMID", "CRIMINAL", true));
        casework.approve(number);
        casework.notifyBody(number);
        return number;
    }

    @Test
    void aPackageThatIsNotRightIsMendedBeforeItLeaves() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        casework.prepareReferral(number, "POLICE");
        casework.complete(
                "liaison1",
                "handOverCriminalReferral",
                number,
                Map.of("look", "MEND", "remarks", "Name the page that shows the promise"));
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        casework.complete(
                "liaison1",
                "handOverCriminalReferral",
                number,
                Map.of("look", "HANDED_OVER", "handOverNumber", "1", "handOverDate", today()));
        assertThat(referrals(number).get(0).bodyCode()).isEqualTo("ECONOMIC_INVESTIGATIONS");
    }
}
