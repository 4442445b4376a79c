package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Disposition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class ReferralTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Clocks clocks;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String referred(String category, String route) {
        var number = casework.detection(category, Casework.address());
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, casework.measures(category, route, false));
        casework.approve(number);
        return number;
    }

    private String today() {
        return LawDay.of(casework.clock.instant()).toString();
    }

    private void handOver(String number, String task, String body) {
        casework.complete(
                "liaison1", task, number, Map.of("body", body, "handOverNumber", "12/345", "handOverDate", today()));
    }

    private ClockView clock(String number) {
        return clocks.of(casework.cases.byNumber(number).id()).get(0);
    }

    @Test
    void materialsOfAnAdministrativeOffenceAreHandedOverWithinThreeDays() {
        var number = referred("PYRAMID_ADVERTISING", "ADMINISTRATIVE");
        assertThat(casework.task("handOverAdministrativeReferral", number).getDueDate())
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
    void aTermThatRanOutIsRecordedAndDecidesNothing() {
        var number = referred("PYRAMID_ADVERTISING", "ADMINISTRATIVE");
        casework.clock.pass(Duration.ofDays(4));
        casework.runJobs();
        assertThat(clock(number).state()).isEqualTo("BREACHED");
        assertThat(casework.open(number)).containsExactly("handOverAdministrativeReferral");
        handOver(number, "handOverAdministrativeReferral", "ECONOMIC_INVESTIGATIONS");
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
        casework.complete(
                "liaison1",
                "recordRegistration",
                number,
                Map.of("outcome", "REGISTERED", "registrationNumber", "26-77", "outcomeDate", today()));
        assertThat(casework.isOver(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETURNED", "REFUSED"})
    void whatTheBodyDoesNotTakeOnComesWithItsReason(String outcome) {
        var number = referred("FINANCIAL_PYRAMID", "CRIMINAL");
        handOver(number, "handOverCriminalReferral", "ECONOMIC_INVESTIGATIONS");
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "recordRegistration",
                        number,
                        Map.of("outcome", outcome, "outcomeDate", today(), "remarks", "")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "liaison1",
                "recordRegistration",
                number,
                Map.of("outcome", outcome, "outcomeDate", today(), "remarks", "No damage confirmed"));
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aBodyWithoutCompetenceAndAWrongDateAreRefused() {
        var number = referred("ILLEGAL_GAMBLING", "CRIMINAL");
        assertThatThrownBy(() -> handOver(number, "handOverCriminalReferral", "POLICE"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "handOverCriminalReferral",
                        number,
                        Map.of("body", "ECONOMIC_INVESTIGATIONS", "handOverNumber", "1", "handOverDate", "2026-12-31")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "handOverCriminalReferral",
                        number,
                        Map.of("body", "ECONOMIC_INVESTIGATIONS", "handOverNumber", "1", "handOverDate", "soon")))
                .isInstanceOf(Refusal.class);
        assertThat(casework.open(number)).containsExactly("handOverCriminalReferral");
    }
}
