package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Disposition;
import org.duenotice.law.Purpose;
import org.duenotice.priority.Priorities;
import org.duenotice.problem.Problem;
import org.duenotice.referral.HandOvers;
import org.duenotice.referral.ReferralKind;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.Referrals;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DueNoticeTest
class ReferralTest extends ReferralWalk {

    @Autowired
    private Priorities priorities;

    @Autowired
    private HandOvers handOvers;

    @Autowired
    private JdbcClient sql;

    @Test
    void materialsOfAnAdministrativeOffenceAreHandedOverWithinThreeDays() {
        var number = referred("PYRAMID_ADVERTISING", "ADMINISTRATIVE");
        assertThat(casework.task("prepareAdministrativeReferral", number).getDueDate())
                .isEqualTo(Instant.parse("2026-11-05T19:00:00Z")); // the end of Thursday 5 November in Almaty
        assertThat(clock(number).citation().ru()).contains("179");
        handOver(number, "handOverAdministrativeReferral", "ECONOMIC_INVESTIGATIONS");
        assertThat(clock(number).state()).isEqualTo("MET");
        casework.complete(
                "liaison1",
                "recordAdministrativeOutcome",
                number,
                Map.of("outcome", "ACCEPTED", "outcomeNumber", "A-1", "outcomeDate", today()));
        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.REFERRED);
        assertThat(casework.cases.byNumber(number).closeReason()).isEqualTo("REFERRED_ONLY");
    }

    @Test
    void aTermThatRanOutIsRecordedMakesTheCaseMoreUrgentAndDecidesNothing() {
        var number = referred("PYRAMID_ADVERTISING", "ADMINISTRATIVE");
        var before = priorities.reckon(number).score();
        casework.clock.pass(Duration.ofDays(4));
        casework.runJobs();
        assertThat(clock(number).state()).isEqualTo("BREACHED");
        assertThat(priorities.last(number).orElseThrow().score()).isGreaterThan(before);
        assertThat(casework.open(number)).containsExactly("prepareAdministrativeReferral");
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        casework.runJobs();
        casework.complete(
                "liaison1",
                "handOverAdministrativeReferral",
                number,
                Map.of("look", "HANDED_OVER", "handOverNumber", "12/345", "handOverDate", today()));
        assertThat(clock(number).state()).isEqualTo("BREACHED");
        assertThat(casework.open(number)).containsExactly("recordAdministrativeOutcome");
    }

    @Test
    void registrationIsAwaitedOnItsClockAndALateOneIsABreach() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        assertThat(casework.task("recordRegistration", number).getDueDate())
                .isCloseTo(casework.clock.instant().plus(Duration.ofHours(24)), 60_000);
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(clock(number).state()).isEqualTo("BREACHED");
        registration(number, "REGISTERED");
        assertThat(casework.open(number)).containsExactly("recordProsecutorNotice");
    }

    @Test
    void aRegistrationHasANumberThatIsWrittenLikeOne() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "recordRegistration",
                        number,
                        Map.of("outcome", "REGISTERED", "registrationNumber", "26-77", "outcomeDate", today())))
                .isInstanceOf(Refusal.class);
        assertThat(casework.open(number)).containsExactly("recordRegistration");
    }

    @Test
    void theProsecutorIsToldWithinADayWithProofAndLatenessIsABreach() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "REGISTERED");
        assertThat(casework.task("recordProsecutorNotice", number).getDueDate())
                .isCloseTo(casework.clock.instant().plus(Duration.ofHours(24)), 60_000);
        assertThat(clock(number, "PROSECUTOR").citation().ru()).contains("179");
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(clock(number, "PROSECUTOR").state()).isEqualTo("BREACHED");
        assertThat(casework.open(number)).containsExactly("recordProsecutorNotice");
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "recordProsecutorNotice",
                        number,
                        Map.of("prosecutor", "City", "noticeNumber", "1", "noticeDate", today(), "proof", " ")))
                .isInstanceOf(Refusal.class);
        casework.tellProsecutor(number);
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void whatTheBodyRefusesEndsWithItsReason() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "ECONOMIC_INVESTIGATIONS");
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "recordRegistration",
                        number,
                        Map.of("outcome", "REFUSED", "outcomeDate", today(), "remarks", "")))
                .isInstanceOf(Refusal.class);
        registration(number, "REFUSED");
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void withoutEnoughDataTheMaterialGoesOnUnregisteredWithinThreeDays() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "INSUFFICIENT_DATA");
        assertThat(casework.open(number)).containsExactly("recordPassingOn");
        assertThat(clock(number, "PASSING_ON").citation().ru()).contains("181");
        casework.clock.pass(Duration.ofDays(5));
        casework.runJobs();
        assertThat(clock(number, "PASSING_ON").state()).isEqualTo("BREACHED");
        casework.complete(
                "liaison1",
                "recordPassingOn",
                number,
                Map.of("recipient", "State audit (demo)", "passingOnNumber", "9", "passingOnDate", today()));
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aTransferGoesThroughTheProsecutorToABodyThatIsCompetentAndItsRegistrationIsAwaitedAnew() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "TRANSFERRED");
        assertThat(casework.open(number)).containsExactly("recordTransfer");
        casework.clock.pass(Duration.ofDays(9));
        casework.runJobs();
        assertThat(clock(number, "TRANSFER").state()).isEqualTo("BREACHED");
        assertThatThrownBy(() -> transfer(number, "POLICE")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> transfer(number, "TOURISM_MINISTRY")).isInstanceOf(Refusal.class);
        transfer(number, "ECONOMIC_INVESTIGATIONS");
        assertThat(referrals(number)).singleElement().satisfies(referral -> assertThat(referral.bodyCode())
                .isEqualTo("ECONOMIC_INVESTIGATIONS"));
        assertThat(clock(number, "CRIMINAL").state()).isEqualTo("RUNNING");
        registration(number, "REGISTERED");
        casework.tellProsecutor(number);
        assertThat(casework.isOver(number)).isTrue();
    }

    private void transfer(String number, String body) {
        casework.complete(
                "liaison1",
                "recordTransfer",
                number,
                Map.of(
                        "body",
                        body,
                        "prosecutor",
                        "City prosecutor (demo)",
                        "transferNumber",
                        "T-1",
                        "transferDate",
                        today()));
    }

    @Test
    void anIncompletePackageIsNotComposedAndAWrongDateIsRefused() {
        var number = referred("ILLEGAL_GAMBLING", "CRIMINAL");
        assertThatThrownBy(() -> casework.prepareReferral(number, "POLICE")).isInstanceOf(Refusal.class);
        for (var missing : List.of("bodyGround", "factsRu", "factsKk")) {
            var input = new HashMap<>(Casework.referralPackage("ECONOMIC_INVESTIGATIONS"));
            input.put(missing, " ");
            assertThatThrownBy(() -> casework.complete("caseworker1", "prepareCriminalReferral", number, input))
                    .isInstanceOf(Refusal.class);
        }
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        for (var day : List.of("2026-12-31", "soon")) {
            assertThatThrownBy(() -> casework.complete(
                            "liaison1",
                            "handOverCriminalReferral",
                            number,
                            Map.of("look", "HANDED_OVER", "handOverNumber", "1", "handOverDate", day)))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(casework.open(number)).containsExactly("handOverCriminalReferral");
    }

    @Test
    void anOutcomeIsRecordedOnceAndNoneBeforeTheHandOver() {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        var refused = new Referrals.Answer(
                ReferralOutcome.REFUSED,
                "",
                LawDay.of(casework.clock.instant()),
                "The amount of damage is not shown",
                "liaison1");
        assertThatThrownBy(() -> referrals.answer(number, ReferralKind.CRIMINAL, refused))
                .isInstanceOf(Problem.class);
        handOver(number, "handOverCriminalReferral", "POLICE");
        registration(number, "REGISTERED");
        assertThatThrownBy(() -> referrals.answer(number, ReferralKind.CRIMINAL, refused))
                .isInstanceOf(Problem.class);
        assertThat(referrals(number).get(0).outcome()).isEqualTo(ReferralOutcome.REGISTERED);
    }

    @Test
    void aReferralFromBeforePackagesExistedIsHandedOverAndAnsweredAsItWas() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        casework.addEvidence(number);
        var caseFile = casework.cases.byNumber(number);
        sql.sql(
                        "insert into referral (id, number, case_id, kind, legal_basis, opened_at) values (?, ?, ?, 'CRIMINAL', ?, ?)")
                .params(
                        UUID.randomUUID(),
                        "RF-OLD-" + number,
                        caseFile.id(),
                        UUID.fromString(casework.basis(Purpose.CRIMINAL, "FINANCIAL_PYRAMID")),
                        casework.clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var day = LawDay.of(casework.clock.instant());
        assertThat(handOvers.handOver(
                        number, ReferralKind.CRIMINAL, new HandOvers.HandOver("POLICE", "12", day, "liaison1")))
                .isPresent();
        assertThat(referrals.answer(
                        number,
                        ReferralKind.CRIMINAL,
                        new Referrals.Answer(ReferralOutcome.REGISTERED, "260000000000001", day, "", "liaison1")))
                .isEmpty();
        assertThat(clock(number, "CRIMINAL").state()).isEqualTo("MET");
    }
}
