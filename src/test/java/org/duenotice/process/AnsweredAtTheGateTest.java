package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.MoodySmtp;
import org.duenotice.MoodySmtp.Mood;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Answers.Kind;
import org.duenotice.notice.Gates;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Letters;
import org.duenotice.notice.NoticeState;
import org.duenotice.notice.RefusalGround;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A platform that speaks while people consider the next step: nobody decides on facts that have changed. */
@DueNoticeTest
class AnsweredAtTheGateTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Answers answers;

    @Autowired
    private Gates gates;

    @Autowired
    private Clocks clocks;

    @Autowired
    private Letters letters;

    @Autowired
    private Timeline timeline;

    @Autowired
    private MoodySmtp smtp;

    private String notice;

    @BeforeEach
    void aGateStandsOpenAfterSilence() {
        casework.clock.backToStart();
        notice = casework.noticeSent(Casework.address(), Casework.address());
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @AfterEach
    void fineWeather() {
        smtp.mood(Mood.FINE);
    }

    private void says(Kind kind) {
        answers.receive(new Answers.NewAnswer(
                notice, Answers.Channel.API, kind, "", List.of(), casework.clock.instant(), "Which page?", "liaison1"));
    }

    private List<ClockView> termsOf(String number) {
        return clocks.of(casework.notices.byNumber(number).caseId()).stream()
                .filter(clock -> clock.subject().equals(number))
                .toList();
    }

    private NoticeState state() {
        return casework.notices.byNumber(notice).state();
    }

    private void verified() {
        casework.complete("caseworker1", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
    }

    @Test
    void anAnswerAtTheOpenGateSetsItAsideAndEndsTheNoticeWhenItIsTrue() {
        casework.answers(notice, ItemOutcome.REMOVED, null);

        assertThat(casework.open(notice)).containsExactly("verifyOutcome");
        assertThat(clocks.running(notice + "/gate")).isEmpty();
        assertThat(timeline.of(casework.notices.byNumber(notice).caseId()))
                .extracting(Timeline.Entry::kind)
                .contains("GATE_SET_ASIDE");
        verified();
        assertThat(state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(termsOf(notice)).extracting(ClockView::state).containsExactly("BREACHED");
    }

    @Test
    void whatALateAnswerLeavesUndoneOpensTheGateAnew() {
        casework.receives(notice, List.of(new Answers.ItemAnswer(1, ItemOutcome.REMOVED, null)));
        verified();

        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(gates.of(casework.notices.byNumber(notice).id()))
                .extracting(Gates.Gate::cause)
                .containsExactly(Gates.Cause.SILENT, Gates.Cause.PARTIAL);
        assertThat(clocks.running(notice + "/gate")).isPresent();
    }

    @Test
    void noBurdenIsApprovedOnFactsThatHaveChanged() {
        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "FORMAL_ORDER", "reasons", "They have been silent for a day"));
        assertThat(casework.open(notice)).containsExactly("approveEscalation");

        casework.answers(notice, ItemOutcome.REFUSED, RefusalGround.LAW);
        casework.runJobs();

        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(letters.of(casework.notices.byNumber(notice).id()))
                .extracting(letter -> letter.kind())
                .doesNotContain(LetterKind.FORMAL_ORDER);
        assertThat(gates.last(casework.notices.byNumber(notice).id())
                        .orElseThrow()
                        .cause())
                .isEqualTo(Gates.Cause.REFUSED);
    }

    @Test
    void aQuestionOrAnAcknowledgementLeavesTheGateAsItIs() {
        says(Kind.ACKNOWLEDGED);
        says(Kind.CLARIFICATION_REQUESTED);
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(clocks.running(notice + "/gate")).isPresent();

        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "NEW_TERM", "newTermHours", 12, "reasons", "They ask which page is meant"));
        casework.runJobs();

        assertThat(casework.open(notice)).containsExactly("answerClarification");
        assertThat(termsOf(notice)).extracting(ClockView::state).containsExactly("BREACHED", "PAUSED");
    }

    @Test
    void aPlatformThatNoLetterReachedMayAnswerAllTheSame() {
        smtp.mood(Mood.REFUSES_RECIPIENTS);
        var unreached = casework.noticeSent(Casework.address());
        casework.complete("liaison1", "correctContact", unreached + "/1", Map.of("settlement", "GIVE_UP"));
        casework.runJobs();
        assertThat(casework.open(unreached)).containsExactly("decideEscalation");
        notice = unreached;

        casework.answers(unreached, ItemOutcome.ALREADY_GONE, null);
        verified();

        assertThat(state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(termsOf(unreached)).isEmpty();
    }

    @Test
    void aQuestionAfterAnAnswerEndsWithTheTermAndWithoutABreach() {
        var other = casework.noticeSent(Casework.address(), Casework.address());
        notice = other;
        casework.receives(other, List.of(new Answers.ItemAnswer(1, ItemOutcome.REMOVED, null)));
        says(Kind.CLARIFICATION_REQUESTED);
        verified();
        casework.complete("liaison1", "answerClarification", other, Map.of("clarification", "The second one"));
        assertThat(casework.open(other)).containsExactly("recordAnswer");

        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();

        assertThat(casework.open(other)).containsExactly("decideEscalation");
        assertThat(gates.last(casework.notices.byNumber(other).id())
                        .orElseThrow()
                        .cause())
                .isEqualTo(Gates.Cause.PARTIAL);
        assertThat(termsOf(other)).extracting(ClockView::state).containsExactly("MET");
    }
}
