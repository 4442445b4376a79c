package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealDecisions;
import org.duenotice.appeal.AppealDecisions.Outcome;
import org.duenotice.appeal.AppealState;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Disposition;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationConfirmed;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** Every appeal comes to its end, whatever became of the measure meanwhile, and its appellant is told. */
@DueNoticeTest
class AppealEndTest extends AppealDesk {

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private AppealDecisions decisions;

    @Autowired
    private ApplicationEventPublisher events;

    private List<String> told(Receipt receipt) {
        return sql.sql("select m.kind from appeal_message m join appeal a on a.id = m.appeal_id where a.number = ? "
                        + "order by m.written_at, m.number")
                .param(receipt.number())
                .query(String.class)
                .list();
    }

    private boolean isOpen(Receipt receipt) {
        return sql.sql("select exists (select from open_appeal o join appeal a on a.id = o.id where a.number = ?)")
                .param(receipt.number())
                .query(Boolean.class)
                .single();
    }

    private void claimed(Receipt receipt) {
        var claimed = Caller.of(port, OFFICER)
                .act(
                        "/api/v1/appeals/" + receipt.number() + "/court-claim",
                        json(Map.of("court", "Specialised court", "number", "7594-26", "filedOn", today())));
        assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(204);
    }

    private String today() {
        return LawDay.of(casework.clock.instant()).toString();
    }

    private void judged(Receipt receipt, Map<String, Object> more) {
        var input = new HashMap<String, Object>(Map.of(
                "judgment",
                "OVERTURNED",
                "judgmentNumber",
                "2-31",
                "judgmentDate",
                today(),
                "operativePart",
                "As asked"));
        input.putAll(more);
        casework.complete(OFFICER, "recordCourt", receipt.number(), input);
    }

    private void fulfilled(Receipt receipt, String outcome) {
        casework.complete(
                BODY,
                "fulfilDecision",
                receipt.number(),
                Map.of("fulfilment", outcome, "reference", "12-3", "remarks", "The owner answered"));
    }

    /** Lifted by others while the appeal was looked into, and everybody confirmed it. */
    private void endsMeanwhile(String caseNumber, Receipt receipt) {
        var suspension = restorations.following(receipt.number()).get(0).number();
        casework.runJobs();
        var restoration = desk.ordered(caseNumber, RestorationKind.RESTORATION, "RV-" + receipt.number(), 1);
        desk.everyoneConfirms(suspension);
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(desk.dispositions(caseNumber)).containsEntry(1, Disposition.RESTRICTION_LIFTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORRECT", "CANCELLED", "CORRECTED", "OVERTURNED"})
    void anAppealEndsAtOnceWhenTheMeasureHasEndedMeanwhile(String how) {
        var caseNumber = desk.restricted(1, 0);
        var entry = entryOf(casework.onlyNotice(caseNumber).number());
        Receipt receipt;
        if (how.equals("CORRECT")) {
            receipt = admitted(entry);
            endsMeanwhile(caseNumber, receipt);
            casework.complete(
                    BODY, "reconsiderMeasure", receipt.number(), Map.of("opinion", "CORRECT", "reasons", "A mistake"));
        } else {
            receipt = readyToDecide(entry);
            if (how.equals("CORRECTED")) {
                decided(receipt, Map.of("outcome", "RETURNED", "ordered", "Ask the owner first"));
            }
            endsMeanwhile(caseNumber, receipt);
            switch (how) {
                case "CANCELLED" -> decided(receipt, Map.of("outcome", "CANCELLED"));
                case "CORRECTED" -> {
                    assertThat(isOver(caseNumber)).isFalse(); // the body still has to look again
                    fulfilled(receipt, "CORRECTED");
                }
                default -> {
                    decided(receipt, Map.of("outcome", "DISMISSED"));
                    claimed(receipt);
                    judged(receipt, Map.of());
                }
            }
        }
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        assertThat(told(receipt)).endsWith("ALREADY_ENDED");
        assertThat(casework.open(receipt.number())).isEmpty();
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION);
        assertThat(isOpen(receipt)).isFalse();
        assertThat(isOver(caseNumber)).isTrue();
    }

    /** Its three months have begun, after which what belongs to it may go. */
    private boolean isOver(String caseNumber) {
        return sql.sql(
                        "select exists (select from case_over o join case_file f on f.id = o.case_id where f.number = ?)")
                .param(caseNumber)
                .query(Boolean.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({"ACTION_ORDERED, '1', '2, 3'", "CANCELLED, '1, 3', '2'"})
    void whatADecisionNamesIsRestoredAndTheOthersStandAgain(String outcome, String restored, String standing) {
        var notice = casework.noticeSent(Casework.address(), Casework.address(), Casework.address());
        var receipt = readyToDecide(notice);
        casework.runJobs();
        assertThat(desk.dispositions(casework.caseOf(notice))).hasSize(3).doesNotContainValue(Disposition.UNDER_NOTICE);
        var input = new HashMap<String, Object>(Map.of("outcome", outcome, "ordered", "Answer the owner"));
        assertThatThrownBy(() -> {
                    input.put("restoredTargets", "1, 9");
                    decided(receipt, input);
                })
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("9");
        input.put("restoredTargets", restored);
        decided(receipt, input);
        casework.runJobs();
        assertThat(targets(receipt, RestorationKind.RESTORATION)).isEqualTo(restored);
        assertThat(targets(receipt, RestorationKind.RESUMPTION)).isEqualTo(standing);
        var dispositions = desk.dispositions(casework.caseOf(notice));
        assertThat(dispositions)
                .doesNotContainValue(Disposition.SUSPENDED)
                .containsEntry(1, Disposition.BEING_RESTORED)
                .containsEntry(2, Disposition.UNDER_NOTICE);
        assertThat(status(receipt).at("/suspension/how").asText()).isEqualTo("PARTLY");
        assertThat(told(receipt)).contains("DECISION", "RESUMED");
        assertThat(published(casework.caseOf(notice), 2))
                .contains(outcome.equals("CANCELLED") ? "APPEAL_DISMISSED" : "APPEAL_ACTION_ORDERED");
        assertThat(status(receipt).at("/decision/courtUntil").asText()).isNotEmpty();
        claimed(receipt);
    }

    /** What the public register says of appeals against the target. */
    private List<String> published(String caseNumber, int no) {
        return sql.sql("select v.kind from public_appeal_event v join decided_target d on d.seq = v.seq "
                        + "where d.case_target_id = ? order by v.happened_at")
                .param(desk.targets(caseNumber, no).get(0))
                .query(String.class)
                .list();
    }

    private String targets(Receipt receipt, RestorationKind kind) {
        return restorations.following(receipt.number()).stream()
                .filter(one -> one.kind() == kind)
                .flatMap(one -> restorations.targets(one).stream())
                .map(target -> String.valueOf(target.no()))
                .collect(java.util.stream.Collectors.joining(", "));
    }

    @Test
    void whereNothingStandsAdmissionGoesOnWithoutASuspensionAndSaysSo() {
        var caseNumber = desk.restricted(1, 0);
        var entry = entryOf(casework.onlyNotice(caseNumber).number());
        desk.ordered(caseNumber, RestorationKind.RESTORATION, "RV-2026-000801", 1);
        assertThat(desk.dispositions(caseNumber)).containsEntry(1, Disposition.BEING_RESTORED);
        var receipt = admitted(entry);
        assertThat(state(receipt)).isEqualTo(AppealState.UNDER_REVIEW);
        assertThat(undone(receipt)).isEmpty();
        var suspension = status(receipt).path("suspension");
        assertThat(suspension.path("suspended").asBoolean()).isFalse();
        assertThat(suspension.hasNonNull("exception")).isFalse();
        assertThat(published(caseNumber, 1)).isEmpty();
    }

    @Test
    void aMeasureThatStandsAgainAfterOneAppealIsSuspendedByTheNext() {
        var caseNumber = desk.restricted(1, 0);
        var entry = entryOf(casework.onlyNotice(caseNumber).number());
        var first = readyToDecide(entry);
        casework.runJobs();
        decided(first, Map.of("outcome", "DISMISSED"));
        var second = appealAgainst(entry);
        assertThatThrownBy(
                        () -> casework.complete(OFFICER, "decideAdmissibility", second.number(), admission("SUSPEND")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("in a minute");
        casework.runJobs();
        casework.complete(OFFICER, "decideAdmissibility", second.number(), admission("SUSPEND"));
        assertThat(undone(second)).containsExactly(RestorationKind.SUSPENSION);
    }

    @Test
    void anOverturnedSilenceAboutAnUnknownCaseNeedsItsMeasureOrEndsWithTheJudgment() {
        var notice = casework.noticeSent(Casework.address(), Casework.address());
        var named = appealAgainst("My channel that cannot be opened any more");
        var foreign = appealAgainst("A decision of the city of Almaty No. 8");
        casework.clock.pass(Duration.ofDays(45));
        casework.runJobs();
        claimed(named);
        claimed(foreign);
        assertThatThrownBy(() -> judged(named, Map.of())).isInstanceOf(Refusal.class);
        judged(named, Map.of("caseNumber", casework.caseOf(notice), "targets", "2"));
        assertThat(targets(named, RestorationKind.RESTORATION)).isEqualTo("2");
        assertThat(state(named)).isEqualTo(AppealState.RESTORATION_ORDERED);
        judged(foreign, Map.of("noMeasure", true));
        assertThat(state(foreign)).isEqualTo(AppealState.COURT_OVERTURNED);
        assertThat(told(foreign)).endsWith("COURT");
        assertThat(casework.open(foreign.number())).isEmpty();
        assertThat(isOpen(foreign)).isFalse();
    }

    @Test
    void whatTheBodyUpholdsAfterAReturnEndsTheAppealAndIsTold() {
        var receipt = appealAgainst(entry());
        var input = new HashMap<>(admission("EXCEPTION"));
        input.put("exceptionGround", "PUBLIC_INTEREST");
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), input);
        upheld(receipt);
        var hearing = Map.<String, Object>of(
                "hearing", "NOT_HELD", "hearingGround", "PARTICIPANT_ASKED", "hearingReasons", "By telephone");
        // who let the measure go on has judged it
        assertThatThrownBy(() -> casework.complete(OFFICER, "reviewAppeal", receipt.number(), hearing))
                .hasMessageContaining("97(2)");
        casework.complete(OTHER_OFFICER, "reviewAppeal", receipt.number(), hearing);
        decided(OTHER_OFFICER, receipt, Map.of("outcome", "RETURNED", "ordered", "Ask the owner first"));
        assertThat(isOpen(receipt)).isTrue();
        fulfilled(receipt, "UPHELD");
        assertThat(state(receipt)).isEqualTo(AppealState.RETURN_UPHELD);
        assertThat(told(receipt)).endsWith("FULFILLED");
        assertThat(isOpen(receipt)).isFalse();
        var status = status(receipt);
        assertThat(status.at("/fulfilment/outcome").asText()).isEqualTo("UPHELD");
        assertThat(status.at("/fulfilment/words").asText()).isEqualTo("The owner answered");
        assertThat(status.toString()).doesNotContain(BODY);
        var page = Caller.nobody(port)
                .post(
                        "/appeals/status?lang=en",
                        "number=" + receipt.number() + "&code=" + receipt.code(),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertThat(page.body()).contains("decided as before", "The owner answered", "12-3");
        claimed(receipt);
        assertThat(state(receipt)).isEqualTo(AppealState.COURT_PENDING);
    }

    @Test
    void anOrderedActionEndsWhenTheBodyHasDoneIt() {
        var receipt = readyToDecide(entry());
        decided(receipt, Map.of("outcome", "ACTION_ORDERED", "ordered", "Answer the owner"));
        assertThat(isOpen(receipt)).isTrue();
        fulfilled(receipt, "DONE");
        assertThat(state(receipt)).isEqualTo(AppealState.FULFILLED);
        assertThat(told(receipt)).endsWith("FULFILLED");
        assertThat(isOpen(receipt)).isFalse();
    }

    @Test
    void whoIsBeforeACourtIsToldOfRestoredAccessAllTheSame() {
        var receipt = readyToDecide(entry());
        decided(receipt, newAct(2));
        claimed(receipt);
        restorations.following(receipt.number()).stream()
                .filter(one -> one.kind() == RestorationKind.RESTORATION)
                .forEach(
                        one -> events.publishEvent(new RestorationConfirmed(one.number(), one.occasion(), one.kind())));
        assertThat(state(receipt)).isEqualTo(AppealState.COURT_PENDING);
        assertThat(told(receipt)).endsWith("RESTORED");
        assertThat(isOpen(receipt)).isTrue();
    }

    private Map<String, Object> newAct(int months) {
        return Map.of(
                "outcome",
                "CANCELLED_NEW_ACT",
                "scope",
                "ITEM",
                "endDate",
                LawDay.of(casework.clock.instant()).plusMonths(months).toString());
    }

    @Test
    void aNewActEndsNoLaterThanTheContestedOneIsLookedAtAgain() {
        var receipt = readyToDecide(entry());
        assertThatThrownBy(() -> decided(receipt, Map.of("outcome", "CANCELLED_NEW_ACT", "scope", "ITEM")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> decided(receipt, newAct(7)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("98(6)");
        decided(receipt, newAct(6));
        var appeal = appeals.byNumber(receipt.number()).id();
        for (var end : new LocalDate[] {null, LocalDate.of(2099, 12, 31)}) {
            assertThatThrownBy(() -> sql.sql(
                                    "insert into appeal_decision_target select ?, case_target_id, true, 'ITEM', ?::date "
                                            + "from appeal_contested where appeal_id = ?")
                            .params(java.util.Arrays.asList(appeal, end, appeal))
                            .update())
                    .hasMessageContaining("worse than what was contested");
        }
    }

    @Test
    void whoeverDecidedAnAppealDecidesNoOtherAgainstTheSameMeasure() {
        var entry = entry();
        var first = readyToDecide(entry);
        var second = readyToDecide(entry);
        decided(first, Map.of("outcome", "DISMISSED"));
        assertThatThrownBy(() -> decided(second, Map.of("outcome", "DISMISSED")))
                .hasMessageContaining("97(2)");
        assertThatThrownBy(() -> decisions.decide(
                        second.number(),
                        new AppealDecisions.Decision(
                                Outcome.DISMISSED, Set.of(), null, null, "", "Nothing new", OFFICER)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("appeal.judged-before"));
        assertThatThrownBy(() -> sql.sql(
                                "insert into appeal_decision select id, 'DISMISSED', 'By hand', '', ?, now() from appeal where number = ?")
                        .params(OFFICER, second.number())
                        .update())
                .rootCause()
                .hasMessageContaining("separation_of_duties");
        decided(OTHER_OFFICER, second, Map.of("outcome", "DISMISSED"));
        assertThat(state(second)).isEqualTo(AppealState.DISMISSED);
        // nor do they let it go on by an exception
        var third = appealAgainst(entry);
        var exception = new HashMap<>(admission("EXCEPTION"));
        exception.put("exceptionGround", "PUBLIC_INTEREST");
        casework.runJobs();
        assertThatThrownBy(() -> casework.complete(OFFICER, "decideAdmissibility", third.number(), exception))
                .hasMessageContaining("97(2)");
        // of another measure they decide, whoever it was
        var another = readyToDecide(entry());
        decided(another, Map.of("outcome", "DISMISSED"));
    }
}
