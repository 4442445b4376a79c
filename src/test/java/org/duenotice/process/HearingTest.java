package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Disposition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Those a restriction burdens are heard first, or it stands in the case why not (АППК 73). */
@DueNoticeTest
class HearingTest {

    private static final Map<String, Object> APPROVAL =
            Map.of("decisionForAll", "APPROVE", "reasons", "Prohibited by law", "reviewDate", "2027-03-01");

    @Autowired
    private Casework casework;

    @Autowired
    private Clocks clocks;

    @Autowired
    private Timeline timeline;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private void decides(String number, String... more) {
        var input = new HashMap<String, Object>(APPROVAL);
        for (var i = 0; i < more.length; i += 2) {
            input.put(more[i], more[i + 1]);
        }
        casework.complete("body-officer1", "decideRestriction", number, input);
    }

    private static void refused(ThrowingCallable step, String words) {
        assertThatThrownBy(step).isInstanceOf(Refusal.class).hasMessageContaining(words);
    }

    private String told() {
        var number = casework.restrictionSought(Casework.address());
        decides(number, "hearing", "HOLD");
        casework.complete(
                "body-officer1",
                "tellParticipants",
                number,
                Map.of("toldBy", "EMAIL", "proof", "Outgoing 17-3/2041, read receipt of the same day"));
        return number;
    }

    private void hears(String number, String outcome, String minutes) {
        casework.complete(
                "body-officer1", "recordHearing", number, Map.of("hearingOutcome", outcome, "minutes", minutes));
    }

    @Test
    void nothingIsApprovedWithoutAHearingOrARecordedGroundForNone() {
        var number = casework.restrictionSought(Casework.address());
        refused(() -> decides(number), "hear those concerned first");
        refused(() -> decides(number, "hearing", "NOT_HELD"), "hear those concerned first");
        refused(
                () -> decides(number, "hearing", "NOT_HELD", "hearingGround", "TERM_UNDER_THREE_DAYS"),
                "No hearing without reasons");
        refused(
                () -> decides(number, "hearing", "NOT_HELD", "hearingGround", "FULLY_AUTOMATED", "hearingReasons", "x"),
                "FULLY_AUTOMATED");
        decides(
                number,
                "hearing",
                "NOT_HELD",
                "hearingGround",
                "IMMEDIATE_ACT_NEEDED",
                "hearingReasons",
                "Deposits are taken every hour");
        assertThat(timeline.of(casework.cases.byNumber(number).id()))
                .filteredOn(entry -> entry.kind().startsWith("NO_HEARING_"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.words()).isEqualTo("Deposits are taken every hour"));
    }

    @Test
    void aRefusalBurdensNobodyAndNeedsNoHearing() {
        var number = casework.restrictionSought(Casework.address());
        casework.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Map.of("decisionForAll", "REFUSE", "reasons", "Not prohibited by law"));
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aPreliminaryDecisionDecidesNothing() {
        var number = casework.restrictionSought(Casework.address());
        decides(number, "hearing", "HOLD");
        assertThat(casework.open(number)).containsExactly("tellParticipants");
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTION_SOUGHT);
    }

    @Test
    void anObjectionIsDueInTwoWorkingDaysAndTheClockNamesTheLaw() {
        var number = told();
        var clock = clocks.of(casework.cases.byNumber(number).id()).stream()
                .filter(view -> view.subject().equals(number + "/HEARING"))
                .findFirst()
                .orElseThrow();
        // told on Monday: Tuesday and Wednesday, to the end of the day in Almaty
        assertThat(clock.dueAt()).isEqualTo(Instant.parse("2026-11-04T19:00:00Z"));
        assertThat(clock.citation().en()).contains("article 73");
        assertThat(casework.task("recordHearing", number).getDueDate()).isEqualTo(clock.dueAt());
    }

    @Test
    void thatNobodyObjectedCanBeSaidOnlyWhenTheTermIsOver() {
        var number = told();
        refused(() -> hears(number, "NO_OBJECTION", ""), "term for objections is not over");
        refused(() -> hears(number, "OBJECTION", ""), "minutes of the hearing");
        casework.clock.moveTo(Instant.parse("2026-11-04T19:00:01Z"));
        hears(number, "NO_OBJECTION", "");
        assertThat(clocks.of(casework.cases.byNumber(number).id()))
                .filteredOn(view -> view.subject().equals(number + "/HEARING"))
                .extracting(ClockView::state)
                .containsExactly("MET");
    }

    @Test
    void theActIsMadeNoSoonerThanThreeWorkingDaysAfterNoticeAndTheOfficerDecidesAnew() {
        var number = told();
        hears(number, "OBJECTION", "The owner says the page is a parody; minutes of 3 November, 11:00, by video");
        casework.runJobs();
        assertThat(casework.open(number)).isEmpty();
        casework.clock.pass(Duration.ofDays(2));
        casework.runJobs();
        assertThat(casework.open(number)).isEmpty();
        casework.clock.moveTo(Instant.parse("2026-11-05T19:00:01Z"));
        casework.runJobs();
        assertThat(casework.open(number)).containsExactly("decideRestriction");
        decides(number);
        casework.decidesMeasures(number);
        casework.runJobs();
        assertThat(casework.dispositions(number)).containsOnly(Disposition.UNDER_NOTICE);
    }

    @Test
    void thePartiesCannotHaveBeenToldInTheFutureOrWithoutProof() {
        var number = casework.restrictionSought(Casework.address());
        decides(number, "hearing", "HOLD");
        refused(
                () -> casework.complete(
                        "body-officer1", "tellParticipants", number, Map.of("toldBy", "SMS", "proof", " ")),
                "proof");
        refused(
                () -> casework.complete(
                        "body-officer1",
                        "tellParticipants",
                        number,
                        Map.of("toldBy", "SMS", "proof", "x", "toldAt", "2026-12-01T10:00+05:00")),
                "future");
    }
}
