package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.Admissions;
import org.duenotice.appeal.AppealState;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.Restoration;
import org.duenotice.restoration.RestorationConfirmed;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** An appeal from the filing to the decision and what follows from it. */
@DueNoticeTest
class AppealTest extends AppealDesk {

    @Autowired
    private Admissions admissions;

    @Autowired
    private Clocks clocks;

    @Autowired
    private ApplicationEventPublisher events;

    private void everybodyConfirms(Receipt receipt) {
        restorations.following(receipt.number()).stream()
                .filter(one -> one.kind() == RestorationKind.RESTORATION)
                .forEach(
                        one -> events.publishEvent(new RestorationConfirmed(one.number(), one.occasion(), one.kind())));
    }

    private long mailsAbout(String number) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getSubject().contains(number);
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .count();
    }

    @Test
    void aBareFilingSuspendsNothing() {
        var receipt = appealAgainst(entry());
        casework.runJobs();
        assertThat(state(receipt)).isEqualTo(AppealState.ADMISSIBILITY);
        assertThat(undone(receipt)).isEmpty();
        assertThat(casework.open(receipt.number())).containsExactly("decideAdmissibility");
        assertThat(clocks.last(receipt.number() + "/DECISION")
                        .orElseThrow()
                        .citation()
                        .en())
                .contains("99");
    }

    @Test
    void anAdmittedAppealSuspendsWhatItContestsAndTheRegisterSaysSo() {
        var entry = entry();
        var receipt = admitted(entry);
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION);
        assertThat(restorations.following(receipt.number())).allSatisfy(one -> {
            assertThat(one.ground()).isEqualTo(RestorationGround.APPEAL);
            assertThat(one.orderedAt()).isNotNull();
        });
        var page = Caller.nobody(port).get("/register/" + entry + "?lang=en").body();
        assertThat(page)
                .contains("Suspended for an appeal until it is decided", "/appeals")
                .doesNotContain("Aidana", receipt.number());
    }

    @Test
    void anExceptionNeedsItsGround() {
        var receipt = appealAgainst(entry());
        assertThatThrownBy(() ->
                        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("EXCEPTION")))
                .isInstanceOf(Refusal.class);
        var input = new java.util.HashMap<>(admission("EXCEPTION"));
        input.put("exceptionGround", "PUBLIC_INTEREST");
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), input);
        assertThat(undone(receipt)).isEmpty();
        assertThat(state(receipt)).isEqualTo(AppealState.UNDER_REVIEW);
    }

    @Test
    void whoeverTookPartInTheCaseDecidesNothingAboutItsAppeal() {
        var receipt = appealAgainst(entry());
        for (var person : List.of("caseworker1", "approver1", "body-officer1")) {
            assertThatThrownBy(() -> admissions.decide(
                            receipt.number(),
                            new Admissions.Decision(
                                    Admissions.Outcome.ADMIT, "", Set.of(), null, null, "", "", null, "Yes", person)))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getCode())
                            .isEqualTo("case.other-side"));
        }
        assertThat(state(receipt)).isEqualTo(AppealState.ADMISSIBILITY);
    }

    @Test
    void aLateAppealIsTakenAndShownAsLate() {
        var filing = filing(entry(), "Learned of it long ago");
        filing.put(
                "learnedOn", LawDay.of(casework.clock.instant()).minusMonths(5).toString());
        var receipt = file(filing);
        assertThat(status(receipt).path("late").asBoolean()).isTrue();
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("SUSPEND"));
        assertThat(state(receipt)).isEqualTo(AppealState.UNDER_REVIEW);
    }

    @Test
    void whatTheBodyPutsRightItselfIsRestoredAtOnce() {
        var receipt = admitted(entry());
        casework.complete(
                BODY, "reconsiderMeasure", receipt.number(), Map.of("opinion", "CORRECT", "reasons", "A mistake"));
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_ORDERED);
        assertThat(restorations.following(receipt.number()))
                .extracting(Restoration::kind, Restoration::ground)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        RestorationKind.RESTORATION, RestorationGround.SELF_CORRECTION));
        assertThat(casework.open(receipt.number())).isEmpty();
    }

    @Test
    void aHeardAppealIsDecidedRestoredConfirmedAndToldByMail() {
        var receipt = appealAgainst(entry());
        casework.runJobs();
        confirmByMail(receipt);
        assertThat(casework.task("decideAdmissibility", receipt.number()).getPriority())
                .isEqualTo(50);
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("SUSPEND"));
        upheld(receipt);
        assertThatThrownBy(
                        () -> casework.complete(OFFICER, "reviewAppeal", receipt.number(), Map.of("hearing", "HOLD")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                OFFICER,
                "reviewAppeal",
                receipt.number(),
                Map.of("hearing", "HOLD", "preliminary", "It will be cancelled"));
        assertThat(state(receipt)).isEqualTo(AppealState.HEARING);
        assertThatThrownBy(() -> casework.complete(
                        OFFICER, "holdHearing", receipt.number(), Map.of("hearingOutcome", "NO_OBJECTION")))
                .isInstanceOf(Refusal.class);
        assertThat(post(receipt, "words", Map.of("words", "I agree with it")).statusCode())
                .isEqualTo(204);
        casework.complete(
                OFFICER,
                "holdHearing",
                receipt.number(),
                Map.of("hearingOutcome", "OBJECTION", "minutes", "The appellant agreed"));
        assertThatThrownBy(() -> decided(receipt, Map.of("outcome", "CANCELLED")))
                .isInstanceOf(Refusal.class);
        casework.clock.pass(Duration.ofDays(4));
        decided(receipt, Map.of("outcome", "CANCELLED"));
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION, RestorationKind.RESTORATION);
        everybodyConfirms(receipt);
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        casework.runJobs();
        // the request to confirm, admission, hearing, decision, restored
        assertThat(mailsAbout(receipt.number())).isEqualTo(5);
        var status = status(receipt);
        assertThat(status.at("/decision/outcome").asText()).isEqualTo("CANCELLED");
        assertThat(status.path("history")).hasSizeGreaterThan(5);
        assertThat(status.toString()).doesNotContain(OFFICER);
        var pdf =
                Caller.nobody(port).get("/public/v1/appeals/" + receipt.number() + "/decision?code=" + receipt.code());
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF");
    }

    @Test
    void aDismissedAppealResumesTheMeasureAtOnce() {
        var receipt = readyToDecide(entry());
        decided(receipt, Map.of("outcome", "DISMISSED"));
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION, RestorationKind.RESUMPTION);
        assertThat(state(receipt)).isEqualTo(AppealState.DISMISSED);
    }

    @Test
    void aMeasureThatTwoAppealsHoldIsSuspendedOnceAndStandsAgainAfterTheLast() {
        var entry = entry();
        var first = readyToDecide(entry);
        var second = readyToDecide(entry);
        assertThat(undone(second)).isEmpty();
        decided(first, Map.of("outcome", "DISMISSED"));
        assertThat(undone(first)).containsExactly(RestorationKind.SUSPENSION);
        decided(OTHER_OFFICER, second, Map.of("outcome", "DISMISSED"));
        assertThat(undone(second)).containsExactly(RestorationKind.RESUMPTION);
    }

    @Test
    void silenceIsABreachThatDecidesNothingAndTheTaskStays() {
        var receipt = readyToDecide(entry());
        casework.clock.pass(Duration.ofDays(45));
        casework.runJobs();
        assertThat(state(receipt)).isEqualTo(AppealState.SILENT);
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION);
        var task = casework.task("decideAppeal", receipt.number());
        assertThat(task.getPriority()).isEqualTo(100);
        decided(receipt, Map.of("outcome", "DISMISSED"));
        assertThat(state(receipt)).isEqualTo(AppealState.DISMISSED);
    }

    @Test
    void aBodyThatSaysNothingStopsNoAppealAndOneThatNobodyAnswersIsSilentToo() {
        var entry = entry();
        var admitted = admitted(entry);
        var ignored = appealAgainst(entry);
        casework.clock.pass(Duration.ofDays(7));
        casework.runJobs();
        assertThat(casework.open(admitted.number())).containsExactly("reviewAppeal");
        // nobody answers for it yet: urgent, and still behind what somebody answers for
        assertThat(casework.task("decideAdmissibility", ignored.number()).getPriority())
                .isEqualTo(40);
        casework.clock.pass(Duration.ofDays(40));
        casework.runJobs();
        assertThat(state(ignored)).isEqualTo(AppealState.SILENT);
        casework.complete(OFFICER, "decideAdmissibility", ignored.number(), admission("SUSPEND"));
        assertThat(state(ignored)).isEqualTo(AppealState.UNDER_REVIEW);
    }

    @Test
    void nobodyIsWorseOffForHavingAppealed() {
        var receipt = readyToDecide(entry());
        assertThatThrownBy(() -> decided(
                        receipt,
                        Map.of(
                                "outcome",
                                "CANCELLED_NEW_ACT",
                                "scope",
                                "DOMAIN",
                                "endDate",
                                LawDay.of(casework.clock.instant())
                                        .plusMonths(2)
                                        .toString())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("98(6)");
        var appeal = appeals.byNumber(receipt.number());
        var end = LawDay.of(casework.clock.instant()).plusMonths(2).toString();
        decided(
                receipt,
                Map.of("outcome", "CANCELLED_NEW_ACT", "scope", "ITEM", "endDate", end, "ordered", "Only the item"));
        assertThat(casework.open(receipt.number())).containsExactly("fulfilDecision");
        assertThatThrownBy(() -> sql.sql(
                                "insert into appeal_decision_target select ?, case_target_id, false, 'PLATFORM', null "
                                        + "from appeal_contested where appeal_id = ?")
                        .params(appeal.id(), appeal.id())
                        .update())
                .hasMessageContaining("worse than what was contested");
        casework.complete(
                BODY, "fulfilDecision", receipt.number(), Map.of("fulfilment", "DONE", "remarks", "A notice"));
        assertThat(casework.open(receipt.number())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CORRECTED, RESTORATION", "UPHELD, RESUMPTION"})
    void whatIsReturnedStaysSuspendedUntilTheBodyHasLookedAgain(String outcome, RestorationKind kind) {
        var receipt = readyToDecide(entry());
        decided(receipt, Map.of("outcome", "RETURNED", "ordered", "Ask the owner first"));
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION);
        assertThatThrownBy(() -> casework.complete(
                        BODY, "fulfilDecision", receipt.number(), Map.of("fulfilment", "DONE", "remarks", "x")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                BODY,
                "fulfilDecision",
                receipt.number(),
                Map.of("fulfilment", outcome, "remarks", "The owner answered"));
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION, kind);
    }

    @ParameterizedTest
    @CsvSource({"'', RESUMPTION", "1, RESTORATION"})
    void anOrderedActionRestoresWhatItNames(String restored, RestorationKind kind) {
        var receipt = readyToDecide(entry());
        decided(
                receipt,
                Map.of("outcome", "ACTION_ORDERED", "ordered", "Answer the owner", "restoredTargets", restored));
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION, kind);
    }

    @ParameterizedTest
    @CsvSource({"DISMISSED, OVERTURNED, RESTORATION", "'', UPHELD, RESUMPTION"})
    void theJudgmentOfACourtBinds(String before, String judgment, RestorationKind kind) {
        var receipt = readyToDecide(entry());
        if (before.isEmpty()) {
            casework.clock.pass(Duration.ofDays(45));
            casework.runJobs();
        } else {
            decided(receipt, Map.of("outcome", before));
        }
        var today = LawDay.of(casework.clock.instant()).toString();
        var claimed = Caller.of(port, OFFICER)
                .act(
                        "/api/v1/appeals/" + receipt.number() + "/court-claim",
                        json(Map.of("court", "Specialised court", "number", "7594-26", "filedOn", today)));
        assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(204);
        assertThat(casework.open(receipt.number())).containsExactly("recordCourt");
        casework.complete(
                OFFICER,
                "recordCourt",
                receipt.number(),
                Map.of(
                        "judgment",
                        judgment,
                        "judgmentNumber",
                        "2-31",
                        "judgmentDate",
                        today,
                        "operativePart",
                        "As asked"));
        assertThat(undone(receipt)).endsWith(kind);
        if (kind == RestorationKind.RESTORATION) {
            everybodyConfirms(receipt);
            assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        } else {
            assertThat(state(receipt)).isEqualTo(AppealState.COURT_UPHELD);
        }
    }

    @Test
    void whoeverFiledItTakesItBackAndTheMeasureStandsAgain() {
        var entry = entry();
        var early = appealAgainst(entry);
        assertThat(post(early, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        assertThat(casework.open(early.number())).isEmpty();
        var receipt = admitted(entry);
        assertThat(post(receipt, "withdrawal", Map.of("code", "WRONGCODE234")).statusCode())
                .isEqualTo(404);
        assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        assertThat(state(receipt)).isEqualTo(AppealState.WITHDRAWN);
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION, RestorationKind.RESUMPTION);
        assertThat(casework.open(receipt.number())).isEmpty();
        assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(409);
    }
}
