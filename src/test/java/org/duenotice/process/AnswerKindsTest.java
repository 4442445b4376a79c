package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Answers.Kind;
import org.duenotice.notice.Gates;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.LetterBounced;
import org.duenotice.notice.NoticeState;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What each kind of answer does to the clock and to whoever waits for it. */
@DueNoticeTest
class AnswerKindsTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Answers answers;

    @Autowired
    private Clocks clocks;

    @Autowired
    private Gates gates;

    @Autowired
    private Timeline timeline;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    private String notice;

    @BeforeEach
    void aNoticeWaitsForItsAnswer() {
        casework.clock.backToStart();
        notice = casework.noticeSent(Casework.address(), Casework.address());
    }

    @ParameterizedTest
    @EnumSource(names = {"CLARIFICATION_REQUESTED", "IMPOSSIBLE"})
    void aQuestionOfThePlatformStopsTheClockUntilItIsClearedUp(Kind kind) {
        casework.clock.pass(Duration.ofHours(4));
        says(kind);

        assertThat(term().state()).isEqualTo("PAUSED");
        assertThat(casework.open(notice)).containsExactly("answerClarification");
        casework.clock.pass(Duration.ofDays(3));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("answerClarification");
        assertThatThrownBy(() -> casework.complete("liaison1", "answerClarification", notice, Map.of()))
                .isInstanceOf(Refusal.class);

        casework.complete("liaison1", "answerClarification", notice, Map.of("clarification", "Sent the act again"));

        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(term().state()).isEqualTo("RUNNING");
        assertThat(Duration.between(casework.clock.instant(), term().dueAt()))
                .isBetween(Duration.ofHours(20).minusSeconds(30), Duration.ofHours(20));
        assertThat(casework.task("recordAnswer", notice).getDueDate().toInstant())
                .isBetween(term().dueAt().minusMillis(1), term().dueAt().plusMillis(1));
        casework.clock.pass(Duration.ofHours(21));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(term().state()).isEqualTo("BREACHED");
    }

    @Test
    void aReminderThatWasSentIsNotSentAgainAfterAQuestion() {
        casework.clock.pass(Duration.ofHours(13));
        casework.runJobs();
        says(Kind.CLARIFICATION_REQUESTED);
        casework.complete("liaison1", "answerClarification", notice, Map.of("clarification", "Told by telephone"));
        casework.runJobs();

        assertThat(timeline.of(casework.notices.byNumber(notice).caseId()).stream()
                        .filter(entry -> entry.words().equals("REMINDER")))
                .hasSize(1);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void anAnswerThatComesWhileAQuestionIsOpenIsTakenAtOnce() {
        says(Kind.CLARIFICATION_REQUESTED);
        casework.answers(notice, ItemOutcome.REMOVED, null);

        assertThat(casework.open(notice)).containsExactly("verifyOutcome");
        assertThat(term().state()).isEqualTo("MET");
    }

    @Test
    void anAcknowledgementIsKeptAndTheClockRunsOn() {
        says(Kind.ACKNOWLEDGED);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        casework.complete("liaison1", "recordAnswer", notice, Map.of("answerKind", "ACKNOWLEDGED"));

        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(term().state()).isEqualTo("RUNNING");
        assertThat(stored()).extracting(Answers.Answer::kind).containsOnly(Kind.ACKNOWLEDGED);
        assertThat(stored()).hasSize(2);
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void onlyAnOutcomeNamesTargetsAndAnOutcomeMust() {
        assertThatThrownBy(() -> says(Kind.OUTCOME)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> answers.receive(
                        answer(Kind.ACKNOWLEDGED, List.of(new Answers.ItemAnswer(1, ItemOutcome.REMOVED, null)))))
                .isInstanceOf(Problem.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void anAnswerThatComesWhileAnotherIsVerifiedIsLookedAtBeforeTheTermEnds() {
        casework.receives(notice, List.of(new Answers.ItemAnswer(1, ItemOutcome.REMOVED, null)));
        casework.receives(notice, List.of(new Answers.ItemAnswer(2, ItemOutcome.REMOVED, null)));
        casework.complete("caseworker1", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.PARTIALLY_COMPLIED);

        assertThat(casework.open(notice)).containsExactly("verifyOutcome");
        casework.complete("caseworker1", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();

        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(stored()).extracting(Answers.Answer::repeated).containsOnly(false);
    }

    @Test
    void aSecondAnswerForTheSameTargetsAndALateOneSaySo() {
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        casework.clock.pass(Duration.ofHours(25));
        casework.answers(notice, ItemOutcome.REMOVED, null);

        assertThat(stored()).extracting(Answers.Answer::repeated).containsExactly(false, true, true);
        assertThat(stored()).extracting(Answers.Answer::late).containsExactly(false, false, true);
    }

    @Test
    void aPartOfTheTargetsIsAnOrdinaryResultAndTheNoticeGoesOnForTheRest() {
        casework.receives(
                notice,
                List.of(
                        new Answers.ItemAnswer(1, ItemOutcome.GEO_RESTRICTED, null),
                        new Answers.ItemAnswer(2, ItemOutcome.NO_ACTION, null)));

        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.PARTIALLY_COMPLIED);
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(gates.facts(notice).cause()).isEqualTo("PARTIAL");
    }

    @Test
    void aLetterThatBouncesEndsTheTermAndComesToAGate() {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new LetterBounced(notice, notice + "/1", "550 no such mailbox")));

        assertThat(term().state()).isEqualTo("CANCELLED");
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(gates.facts(notice).cause()).isEqualTo("UNDELIVERED");
    }

    private void says(Kind kind) {
        answers.receive(answer(kind, List.of()));
    }

    private Answers.NewAnswer answer(Kind kind, List<Answers.ItemAnswer> items) {
        return new Answers.NewAnswer(
                notice,
                Answers.Channel.WEBHOOK,
                kind,
                "REF-2",
                items,
                casework.clock.instant().plusSeconds(1),
                "Which of the two posts is meant?",
                Timeline.SOFTWARE);
    }

    private List<Answers.Answer> stored() {
        return answers.of(casework.notices.byNumber(notice).id());
    }

    private ClockView term() {
        return clocks.last(notice).orElseThrow();
    }
}
