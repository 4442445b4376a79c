package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Disposition;
import org.duenotice.intake.Source;
import org.duenotice.referral.Forwarding;
import org.duenotice.referral.Forwardings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is out of the unit's competence is passed on in time, and whoever sent it hears of it. */
@DueNoticeTest
class ForwardingTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Forwardings forwardings;

    @Autowired
    private Clocks clocks;

    @Autowired
    private Timeline timeline;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String outOfCompetence(Source source) {
        var number = casework.detection("OTHER", source, Casework.address());
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("OUT_OF_COMPETENCE"));
        casework.approve(number);
        return number;
    }

    private Map<String, Object> forwarded() {
        return Map.of("outcome", "FORWARDED", "body", "POLICE", "forwardNumber", "7-1/19", "forwardDate", today());
    }

    private String today() {
        return LawDay.of(casework.clock.instant()).toString();
    }

    private ClockView clock(String number) {
        return clocks.last(number + "/FORWARDING").orElseThrow();
    }

    private boolean told(String number, String kind) {
        return timeline.of(casework.cases.byNumber(number).id()).stream()
                .anyMatch(entry -> entry.kind().equals(kind));
    }

    @Test
    void whatIsAnotherBodysIsForwardedWithinThreeWorkingDays() {
        var number = outOfCompetence(Source.OWN_MONITORING);
        assertThat(casework.isOver(number)).isFalse();
        assertThat(casework.task("forwardDetection", number).getDueDate())
                .isEqualTo(Instant.parse("2026-11-05T19:00:00Z")); // the end of Thursday 5 November in Almaty
        assertThat(clock(number).citation().en()).contains("65");

        casework.complete("liaison1", "forwardDetection", number, forwarded());

        assertThat(casework.isOver(number)).isTrue();
        assertThat(clock(number).state()).isEqualTo("MET");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.OUT_OF_COMPETENCE);
        assertThat(forwardings.find(casework.cases.byNumber(number).id())).hasValueSatisfying(kept -> {
            assertThat(kept.outcome()).isEqualTo(Forwarding.Outcome.FORWARDED);
            assertThat(kept.bodyCode()).isEqualTo("POLICE");
            assertThat(kept.number()).isEqualTo("7-1/19");
        });
    }

    @ParameterizedTest
    @CsvSource({"CITIZEN, true", "OTHER_BODY, true", "ANONYMOUS, false", "OWN_MONITORING, false"})
    void whoeverIsKnownToHaveSentItIsTold(Source source, boolean isTold) {
        var number = outOfCompetence(source);
        casework.complete("liaison1", "forwardDetection", number, forwarded());
        assertThat(casework.isOver(number)).isEqualTo(!isTold);
        if (isTold) {
            assertThatThrownBy(() -> casework.complete("liaison1", "tellSender", number, Map.of("toldDate", today())))
                    .isInstanceOf(Refusal.class);
            casework.complete(
                    "liaison1", "tellSender", number, Map.of("toldDate", today(), "how", "Letter No. 7-1/20"));
            assertThat(casework.isOver(number)).isTrue();
            assertThat(told(number, "SENDER_TOLD")).isTrue();
        }
    }

    @Test
    void aKnownSenderIsToldWhoeverReportedFirst() {
        var address = Casework.address();
        var number = casework.detection("OTHER", Source.OWN_MONITORING, address);
        casework.detection("OTHER", Source.CITIZEN, address);
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("OUT_OF_COMPETENCE"));
        casework.approve(number);
        casework.complete("liaison1", "forwardDetection", number, forwarded());
        assertThat(casework.open(number)).containsExactly("tellSender");
    }

    @Test
    void aLateForwardingIsABreachOnTheRecordAndDecidesNothing() {
        var number = outOfCompetence(Source.OWN_MONITORING);
        casework.clock.pass(Duration.ofDays(4));
        casework.runJobs();
        assertThat(clock(number).state()).isEqualTo("BREACHED");
        assertThat(told(number, "TERM_BREACHED")).isTrue();
        assertThat(casework.open(number)).containsExactly("forwardDetection");
        casework.complete("liaison1", "forwardDetection", number, forwarded());
        assertThat(casework.isOver(number)).isTrue();
        assertThat(clock(number).state()).isEqualTo("BREACHED");
    }

    @ParameterizedTest
    @CsvSource({
        "body, WEATHER_OFFICE",
        "body, ''",
        "forwardNumber, ' '",
        "forwardDate, 2026-11-01",
        "forwardDate, 2027-01-01"
    })
    void aForwardingNamesABodyANumberAndADayThatCanBeTrue(String field, String value) {
        var number = outOfCompetence(Source.OWN_MONITORING);
        var wrong = new HashMap<>(forwarded());
        wrong.put(field, value);
        assertThatThrownBy(() -> casework.complete("liaison1", "forwardDetection", number, wrong))
                .isInstanceOf(Refusal.class);
        assertThat(casework.open(number)).containsExactly("forwardDetection");
    }

    @Test
    void thatNobodyIsCompetentNeedsAReason() {
        var number = outOfCompetence(Source.OWN_MONITORING);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1", "forwardDetection", number, Map.of("outcome", "NOBODY_COMPETENT")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "liaison1",
                "forwardDetection",
                number,
                Map.of("outcome", "NOBODY_COMPETENT", "remarks", "A private quarrel"));
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void oneTargetMayBeForwardedWhileAnotherIsReferred() {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address(), Casework.address());
        casework.captureEvidence(number);
        var input = new HashMap<>(casework.measures("FINANCIAL_PYRAMID", "CRIMINAL", false));
        input.put("outOfCompetenceTargets", List.of("2"));
        casework.complete("caseworker1", "prepareQualification", number, input);
        casework.approve(number);
        assertThat(casework.open(number)).containsExactlyInAnyOrder("prepareCriminalReferral", "forwardDetection");
        casework.complete("liaison1", "forwardDetection", number, forwarded());
        assertThat(casework.open(number)).containsExactly("prepareCriminalReferral");
        assertThat(casework.dispositions(number)).containsExactly(Disposition.REFERRED, Disposition.OUT_OF_COMPETENCE);
    }
}
