package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.NoticeState;
import org.duenotice.operator.ExecutionState;
import org.duenotice.operator.Executions;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Measures that are still on their way are undone as well: nobody is asked for them any more. */
@DueNoticeTest
class RestorationOfOpenMeasuresTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private Restorations restorations;

    @Autowired
    private Executions executions;

    @Autowired
    private Clocks clocks;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String restored(String number, Integer... targets) {
        return desk.ordered(number, RestorationKind.RESTORATION, "", targets);
    }

    @Test
    void aRunningNoticeGoesOnWithWhatIsLeftOfIt() {
        var number = desk.asked(3, 0);
        var notice = casework.onlyNotice(number).number();
        var restoration = restored(number, 1);
        assertThat(desk.named(desk.told(restoration).get(0).number())).containsExactly(1);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        casework.receives(
                notice,
                List.of(
                        new Answers.ItemAnswer(2, ItemOutcome.REMOVED, null),
                        new Answers.ItemAnswer(3, ItemOutcome.REMOVED, null)));
        casework.complete("caseworker1", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.FULLY_COMPLIED);
        assertThat(desk.dispositions(number))
                .isEqualTo(Map.of(
                        1, Disposition.BEING_RESTORED,
                        2, Disposition.REMOVED,
                        3, Disposition.REMOVED));
    }

    @Test
    void aReminderOfWhatIsLeftNamesNothingThatWasTakenBack() {
        var number = desk.asked(2, 0);
        var notice = casework.onlyNotice(number).number();
        restored(number, 1);
        casework.clock.pass(java.time.Duration.ofHours(25));
        casework.runJobs();
        casework.complete(
                "liaison1", "decideEscalation", notice, Map.of("choice", "SECOND_CONTACT", "reasons", "Nothing heard"));
        casework.runJobs();
        var second = desk.lettersOf(notice, "SECOND_CONTACT");
        assertThat(second).hasSize(1);
        assertThat(desk.named(second.get(0))).containsExactly(2);
        casework.clock.backToStart();
    }

    @Test
    void aNoticeThatHasNothingLeftEndsAsWithdrawnWithItsTasksAndClocks() {
        var number = desk.asked(1, 0);
        var notice = casework.onlyNotice(number).number();
        var restoration = restored(number, 1);
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.WITHDRAWN);
        assertThat(casework.open(notice)).isEmpty();
        assertThat(clocks.running(notice)).isEmpty();
        assertThat(casework.isOver(number)).isTrue();
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
        assertThat(desk.measure(number, 1)).isEqualTo("REMOVED");
    }

    @Test
    void nobodyDecidesAtAGateThatHasNothingLeftToDecide() {
        var number = desk.asked(1, 0);
        var notice = casework.onlyNotice(number).number();
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        restored(number, 1);
        assertThat(casework.open(notice)).isEmpty();
        assertThat(clocks.open(notice + "/gate")).isEmpty();
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.WITHDRAWN);
    }

    @Test
    void whatNobodyWasAskedForIsTakenBackAtOnce() {
        var number = casework.restrictionSought(Casework.address(), Casework.address());
        casework.bodyDecides(number);
        var restoration = restored(number, 1);
        assertThat(restorations.byNumber(restoration).endedAs()).isEqualTo("CONFIRMED");
        assertThat(desk.told(restoration)).isEmpty();
        assertThat(desk.dispositions(number))
                .isEqualTo(Map.of(1, Disposition.WITHDRAWN, 2, Disposition.RESTRICTION_SOUGHT));
        assertThat(desk.measure(number, 1)).isEqualTo("ANNULLED");
        casework.decidesMeasures(number);
        casework.runJobs();
        assertThat(casework.notices.items(casework.onlyNotice(number).id())).hasSize(1);
    }

    @Test
    void nobodyNamesAnAddresseeForWhatWasTakenBack() {
        var number = casework.restrictionSought(Casework.address());
        casework.bodyDecides(number);
        assertThat(casework.open(number)).containsExactly("decideMeasures");
        restored(number, 1);
        assertThat(casework.open(number)).isEmpty();
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void theBodyIsNotAskedAgainAboutARestThatWasTakenBack() {
        var number = desk.asked(1, 0);
        var notice = casework.onlyNotice(number).number();
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        atTheGate(notice, "FORMAL_ORDER");
        casework.clock.pass(java.time.Duration.ofHours(25));
        casework.runJobs();
        atTheGate(notice, "ACCESS_RESTRICTION");
        casework.notifyBody(notice);
        assertThat(casework.open(notice)).containsExactly("decideRestriction");
        var restoration = restored(number, 1);
        assertThat(casework.open(notice)).isEmpty();
        assertThat(desk.measure(number, 1)).isEqualTo("ANNULLED");
        assertThat(desk.waiting(restoration)).hasSize(1);
        assertThat(desk.dispositions(number)).containsValue(Disposition.BEING_RESTORED);
        casework.clock.backToStart();
    }

    private void atTheGate(String notice, String choice) {
        casework.complete("liaison1", "decideEscalation", notice, Map.of("choice", choice, "reasons", "Nothing done"));
        casework.complete("approver1", "approveEscalation", notice, Map.of("decision", "APPROVE"));
        casework.runJobs();
    }

    @Test
    void theBodyIsNotAskedAnyMoreAboutWhatWasTakenBackBeforeItDecided() {
        var number = casework.restrictionSought(Casework.address());
        assertThat(casework.open(number)).containsExactly("decideRestriction");
        restored(number, 1);
        assertThat(casework.open(number)).isEmpty();
        assertThat(clocks.open(number + "/BODY")).isEmpty();
        assertThat(desk.measure(number, 1)).isEqualTo("ANNULLED");
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void anOrderThatIsBeingExecutedIsCancelledForEveryoneWhoMayHaveIt() {
        var number = desk.asked(0, 1);
        var order = desk.order(number);
        casework.complete(
                "body-officer1",
                "recordConfirmation",
                order.number() + "/OPERATOR_NORTH",
                Map.of("confirmation", "IMPOSSIBLE", "remarks", "Encrypted"));
        var restoration = restored(number, 1);
        assertThat(executions.of(order.id())).allMatch(one -> one.state() == ExecutionState.CANCELLED);
        assertThat(casework.open(order.number() + "/OPERATOR_NORTH")).isEmpty();
        assertThat(desk.waiting(restoration)).hasSize(3);
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
        assertThat(casework.isOver(number)).isTrue();
    }
}
