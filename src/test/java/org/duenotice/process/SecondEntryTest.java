package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.appeal.FileAccesses;
import org.duenotice.casefile.Disposition;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was decided twice on one target stands in the register as two entries, each with its own status and history. */
@DueNoticeTest
class SecondEntryTest extends AppealDesk {

    @Autowired
    private FileAccesses files;

    @Autowired
    private RestorationDesk desk;

    @AfterEach
    void backAgain() {
        casework.clock.backToStart();
    }

    private List<String> history(String entry) {
        var seq = sql.sql("select seq from public_entry where number = ?")
                .param(entry)
                .query(Long.class)
                .single();
        return sql.sql(
                        "select kind from (select * from public_entry_event union all select * from public_appeal_event) v "
                                + "where seq = ? order by happened_at, rank")
                .param(seq)
                .query(String.class)
                .list();
    }

    private String page(String entry) {
        return Caller.nobody(port)
                .get("/register/" + entry, "Accept", "text/html", "Accept-Language", "en")
                .body();
    }

    private String status(String entry) {
        return sql.sql("select status from public_entry where number = ?")
                .param(entry)
                .query(String.class)
                .single();
    }

    private List<String> entries(String caseNumber) {
        return sql.sql("select e.number from public_entry e join restriction r on r.number = e.restriction_number "
                        + "join case_file c on c.id = r.case_id where c.number = ? order by e.seq")
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    private void reopened(String number) {
        casework.clock.pass(Duration.ofDays(1));
        var answer = Caller.of(port, "approver1")
                .act("/api/v1/cases/" + number + "/reopenings", "{\"reason\":\"A new witness\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The first restriction was cancelled on appeal, and access is back. */
    private String cancelledOnAppeal() {
        var number = desk.restricted(0, 1);
        var receipt = readyToDecide(entries(number).get(0));
        casework.runJobs();
        decided(OTHER_OFFICER, receipt, Map.of("outcome", "CANCELLED"));
        casework.runJobs();
        for (var undoing : restorations.following(receipt.number())) {
            desk.everyoneConfirms(undoing.number());
            if (restorations.byNumber(undoing.number()).endedAs() == null) {
                desk.looks(undoing.number(), Map.of("foundForAll", "AS_WANTED"));
            }
        }
        assertThat(desk.dispositions(number)).containsEntry(1, Disposition.RESTRICTION_LIFTED);
        return number;
    }

    @Test
    void whatWasLiftedStaysLiftedWhateverIsDecidedLaterOnTheSameTarget() {
        var number = cancelledOnAppeal();
        var first = entries(number).get(0);
        var before = history(first);
        assertThat(before).contains("APPEAL_SUSPENDS", "APPEAL_CANCELLED", "RESTORATION_ORDERED", "RESTRICTION_LIFTED");

        reopened(number);
        assertThat(status(first)).isEqualTo("LIFTED");
        casework.complete(
                "caseworker1", "prepareQualification", number, casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        casework.approve(number);
        casework.notifyBody(number);
        casework.bodyDecides(number);
        var second = entries(number).get(1);
        assertThat(status(second)).isEqualTo("DECIDED");
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        assertThat(status(second)).isEqualTo("BEING_CARRIED_OUT");
        desk.confirmOrder(desk.orderOf(second.replaceAll("-1$", "")));

        assertThat(status(second)).isEqualTo("IN_FORCE");
        assertThat(status(first)).isEqualTo("LIFTED");
        assertThat(history(first)).isEqualTo(before);
        assertThat(history(second)).containsOnly("DECIDED", "ORDER", "CONFIRMED", "RESTRICTED_BY_OPERATOR");
        assertThat(page(first)).contains("lifted").doesNotContain("In force");
        var data = Caller.nobody(port).get("/register/" + first, "Accept", "application/json");
        assertThat(data.body()).contains("LIFTED").doesNotContain("IN_FORCE");
    }

    @Test
    void anAppealAgainstWhatWasDecidedBeforeUndoesNothingThatWasDecidedSince() {
        var number = cancelledOnAppeal();
        var first = entries(number).get(0);
        reopened(number);
        casework.complete(
                "caseworker1", "prepareQualification", number, casework.measures("FINANCIAL_PYRAMID", "NONE", true));
        casework.approve(number);
        casework.notifyBody(number);
        casework.bodyDecides(number);
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        var second = entries(number).get(1);
        desk.confirmOrder(desk.orderOf(second.replaceAll("-1$", "")));

        var late = readyToDecide(first);
        decided(late, Map.of("outcome", "CANCELLED"));
        casework.runJobs();

        assertThat(undone(late)).isEmpty();
        assertThat(files.decisions(appeals.byNumber(late.number()), "en"))
                .as("the file of what it contests")
                .hasSize(1);
        assertThat(state(late)).isEqualTo(AppealState.RESTORATION_CONFIRMED);
        assertThat(status(second)).isEqualTo("IN_FORCE");
        assertThat(history(second)).noneMatch(kind -> kind.startsWith("APPEAL"));
        var timely = admitted(second);
        casework.runJobs();
        assertThat(undone(timely)).hasSize(1);
        assertThat(status(second)).isEqualTo("SUSPENDED");
        assertThat(history(second)).contains("APPEAL_SUSPENDS");
    }

    @Test
    void whatIsFoundToBeNoViolationAfterAllIsWithdrawnFromTheRegister() {
        var number = cancelledOnAppeal();
        var first = entries(number).get(0);
        reopened(number);
        casework.complete("caseworker1", "prepareQualification", number, Casework.closing("NO_VIOLATION"));
        casework.approve(number);

        assertThat(status(first)).isEqualTo("WITHDRAWN");
        assertThat(history(first)).endsWith("NO_VIOLATION");
    }
}
