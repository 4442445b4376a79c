package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMailUtil;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Disposition;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.review.SealedReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A measure in a sealed case is undone as any other: what an appeal took away is opened by the group at once, and the appellant is told. */
@DueNoticeTest
class SealedAppealTest extends AppealDesk {

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private SealedReviewLook sealedLook;

    @Autowired
    private Clocks clocks;

    @Autowired
    private FormFacts facts;

    @AfterEach
    void backToMonday() {
        casework.clock.backToStart();
    }

    private void seal(String number) {
        var answer = Caller.of(port, "caseworker2")
                .act("/api/v1/cases/" + number + "/seal", "{\"reasons\": \"What is behind it must be sealed\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        casework.runJobs();
    }

    private String entry(String number, int no) {
        return sql.sql("select e.number from public_entry e join restriction r on r.number = e.restriction_number "
                        + "join case_file f on f.id = r.case_id where f.number = ? order by e.seq offset ? limit 1")
                .params(number, no)
                .query(String.class)
                .single();
    }

    private Receipt confirmed(String entry) {
        var receipt = appealAgainst(entry);
        casework.runJobs();
        confirmByMail(receipt);
        return receipt;
    }

    private void reviewed(Receipt receipt) {
        upheld(receipt);
        casework.complete(
                OFFICER,
                "reviewAppeal",
                receipt.number(),
                Map.of("hearing", "NOT_HELD", "hearingGround", "PARTICIPANT_ASKED", "hearingReasons", "By telephone"));
    }

    private void opens(String key) {
        casework.complete(
                "sealed1",
                "openSealedAccess",
                key,
                Map.of("whoWasTold", "The duty officers of all operators, in person", "reference", "S-45"));
        casework.runJobs();
    }

    private Map<Integer, Disposition> dispositions(String number) {
        return desk.dispositions(number);
    }

    private boolean isToldByMail(Receipt receipt, String what) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .anyMatch(mail -> mail.contains(receipt.number()) && mail.contains(what));
    }

    private List<String> told(String number) {
        return sql.sql("select e.kind from sealed_event e join case_file f on f.id = e.case_id where f.number = ? "
                        + "and e.kind <> 'SEALED' order by e.id")
                .param(number)
                .query(String.class)
                .list();
    }

    private int orders(String number) {
        return sql.sql("select count(*) from operator_order o join case_file f on f.id = o.case_id where f.number = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    private Set<String> written(Receipt receipt) {
        return Set.copyOf(
                sql.sql("select m.kind from appeal_message m join appeal a on a.id = m.appeal_id where a.number = ?")
                        .param(receipt.number())
                        .query(String.class)
                        .list());
    }

    /** A platform did not comply, and operators restrict what was asked of it. */
    private String escalated() {
        var notice = casework.formalOrderChosen();
        casework.complete("approver1", "approveEscalation", notice, Map.of("decision", "APPROVE"));
        casework.runJobs();
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "ACCESS_RESTRICTION", "reasons", "They did not do it"));
        casework.complete("approver1", "approveEscalation", notice, Map.of("decision", "APPROVE"));
        casework.runJobs();
        casework.notifyBody(notice);
        casework.bodyDecides(notice);
        casework.runJobs();
        var number = casework.caseOf(notice);
        desk.confirmOrder(desk.order(number).number());
        casework.runJobs();
        return number;
    }

    private static Map<String, Object> exception() {
        var input = new HashMap<>(admission("EXCEPTION"));
        input.put("exceptionGround", "PUBLIC_INTEREST");
        return input;
    }

    @Test
    void whatAnAppealTookAwayIsOpenedByTheGroupAtOnceAndTheAppealComesToItsEnd() {
        var number = desk.restricted(0, 2);
        var receipt = confirmed(entry(number, 0));
        seal(number);
        var orders = orders(number);

        assertThatThrownBy(
                        () -> casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("SUSPEND")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("exception");
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), exception());
        reviewed(receipt);
        decided(receipt, Map.of("outcome", "CANCELLED"));
        casework.runJobs();

        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_ORDERED);
        assertThat(undone(receipt)).as("no letter of the software").isEmpty();
        assertThat(casework.open(receipt.number())).containsExactly("openSealedAccess");
        assertThat(dispositions(number))
                .containsEntry(1, Disposition.BEING_RESTORED)
                .containsEntry(2, Disposition.RESTRICTED_BY_OPERATOR);
        var task = casework.task("openSealedAccess", receipt.number());
        assertThat(casework.as(
                        "sealed1",
                        () -> String.valueOf(facts.of(task.getId()).get("facts").getValue())))
                .contains("\"toOpen\":\"1\"", receipt.number(), number);
        assertThatThrownBy(() -> casework.complete(
                        OTHER_OFFICER,
                        "openSealedAccess",
                        receipt.number(),
                        Map.of("whoWasTold", "Nobody", "reference", "S-0")))
                .isInstanceOf(Exception.class);

        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        assertThat(clocks.last(receipt.number() + "/OPENING").orElseThrow().state())
                .isEqualTo("BREACHED");

        opens(receipt.number());
        assertThat(dispositions(number))
                .containsEntry(1, Disposition.RESTRICTION_LIFTED)
                .containsEntry(2, Disposition.RESTRICTED_BY_OPERATOR);
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        assertThat(casework.open(receipt.number())).isEmpty();
        assertThat(isToldByMail(receipt, "told to open access again")).isTrue();
        assertThat(told(number)).containsSubsequence("MEASURES_CANCELLED", "OPENING_OVERDUE", "ACCESS_OPENED");
        assertThat(orders(number)).as("no operator got a letter").isEqualTo(orders);
    }

    @Test
    void anAppealAgainstWhatNobodyHadBeenAskedForEndsWithItsDecision() {
        var number = casework.restrictionSought(Casework.siteAddress());
        casework.bodyDecides(number);
        casework.runJobs();
        var receipt = confirmed(entry(number, 0));
        seal(number);
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), exception());
        reviewed(receipt);
        decided(receipt, Map.of("outcome", "CANCELLED"));
        casework.runJobs();

        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        assertThat(written(receipt)).contains("DECISION", "RESTORED").doesNotContain("ALREADY_ENDED");
        assertThat(casework.open(receipt.number())).isEmpty();
        assertThat(dispositions(number)).containsEntry(1, Disposition.WITHDRAWN);
    }

    @Test
    void anAppealWhoseRestorationWasOnItsWayWhenTheCaseWasSealedEndsWithTheOpening() {
        var number = desk.restricted(0, 1);
        var receipt = admitted(entry(number, 0));
        casework.runJobs();
        casework.complete(
                BODY, "reconsiderMeasure", receipt.number(), Map.of("opinion", "CORRECT", "reasons", "A mistake"));
        casework.runJobs();
        assertThat(undone(receipt)).contains(RestorationKind.RESTORATION);
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_ORDERED);

        seal(number);
        sealedLook.look();
        casework.runJobs();
        assertThat(casework.open(number)).contains("openSealedAccess");
        opens(number);

        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
    }

    @Test
    void aTargetThatWasEscalatedIsOpenedAsAnyOther() {
        var number = escalated();
        var receipt = confirmed(entry(number, 0));
        seal(number);
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), exception());
        reviewed(receipt);
        decided(receipt, Map.of("outcome", "CANCELLED"));
        casework.runJobs();
        opens(receipt.number());

        assertThat(dispositions(number)).containsEntry(1, Disposition.RESTRICTION_LIFTED);
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
    }

    @Test
    void anAppealThatTakesAwayWhatIsBeingReviewedEndsTheReviewAndBlocksNoLaterOne() {
        var number = desk.restricted(0, 1);
        var receipt = confirmed(entry(number, 0));
        seal(number);
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), exception());
        reviewed(receipt);
        sql.sql(
                        "select bring_sealed_review_forward(m.id, ?)::text from restriction_measure m join case_target t on t.id = m.case_target_id "
                                + "join case_file f on f.id = t.case_id where f.number = ?")
                .params(LawDay.of(casework.clock.instant()).plusDays(1), number)
                .query(String.class)
                .list();
        sealedLook.look();
        casework.runJobs();
        assertThat(casework.open(number)).contains("reviewSealedMeasures");

        decided(receipt, Map.of("outcome", "CANCELLED"));
        casework.runJobs();

        assertThat(casework.open(number)).doesNotContain("reviewSealedMeasures", "openSealedAccess");
        assertThat(sql.sql("select count(*) from sealed_measure_review v join case_file f on f.id = v.case_id "
                                + "where f.number = ? and v.open and v.occasion = ''")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isZero();
        opens(receipt.number());
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
    }

    @Test
    void anAppealWhoseRestorationHadNotBegunIsNotToldThatAccessIsOpenBeforeItIs() {
        var number = desk.restricted(0, 2);
        var receipt = admitted(entry(number, 0));
        casework.complete(
                BODY, "reconsiderMeasure", receipt.number(), Map.of("opinion", "CORRECT", "reasons", "A mistake"));
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_ORDERED);
        var answer = Caller.of(port, "caseworker2")
                .act("/api/v1/cases/" + number + "/seal", "{\"reasons\": \"It must be sealed\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        casework.runJobs();
        assertThat(written(receipt)).doesNotContain("OPENED", "RESTORED");

        sealedLook.look();
        casework.runJobs();
        assertThat(casework.open(number)).contains("openSealedAccess");
        assertThat(dispositions(number))
                .containsEntry(1, Disposition.BEING_RESTORED)
                .containsEntry(2, Disposition.RESTRICTED_BY_OPERATOR);
        opens(number);
        assertThat(state(receipt)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        assertThat(written(receipt)).contains("OPENED");
    }

    @Test
    void noAppellantIsToldThatAccessIsOpenWhereAnotherTargetWasOpened() {
        var number = desk.restricted(0, 2);
        var returned = confirmed(entry(number, 0));
        var granted = confirmed(entry(number, 1));
        seal(number);
        for (var receipt : List.of(returned, granted)) {
            casework.complete(OFFICER, "decideAdmissibility", receipt.number(), exception());
            reviewed(receipt);
        }
        decided(returned, Map.of("outcome", "RETURNED", "ordered", "Ask the owner first"));
        casework.complete(
                BODY,
                "fulfilDecision",
                returned.number(),
                Map.of("fulfilment", "CORRECTED", "reference", "12-3", "remarks", "The owner answered"));
        assertThat(state(returned)).isEqualTo(AppealState.RESTORATION_ORDERED);
        decided(granted, Map.of("outcome", "CANCELLED"));
        casework.runJobs();

        opens(granted.number());
        assertThat(state(granted)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        assertThat(state(returned)).isEqualTo(AppealState.RESTORATION_ORDERED);
        assertThat(written(returned)).doesNotContain("OPENED");
        opens(returned.number());
        assertThat(state(returned)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
    }
}
