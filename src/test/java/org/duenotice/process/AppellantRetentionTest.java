package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.retention.Retention;
import org.duenotice.security.Caller;
import org.duenotice.state.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;

/** What people who appealed said of themselves goes when its term is over; what was decided stays. */
@DueNoticeTest
class AppellantRetentionTest extends AppealDesk {

    private static final Instant JANUARY = Instant.parse("2026-01-19T05:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2026-10-29T05:00:00Z");

    private static int days;

    @Autowired
    private Retention retention;

    @Autowired
    private FlywayConnectionDetails owner;

    @BeforeEach
    void itIsKeptForAMonthOnly() {
        Owner.sql(owner)
                .sql(
                        """
                        insert into retention_rule (type, amount, unit, house_rule, verified, source, valid_from)
                        select t, 1, 'MONTHS', true, false, 'AppellantRetentionTest', date '2026-01-01'
                        from unnest(array['APPELLANT', 'APPEAL_TEXT', 'APPEAL_WORDS', 'APPELLANT_LOOK']) t
                        """)
                .update();
        casework.clock.moveTo(JANUARY.plusSeconds(86_400L * days++));
    }

    @AfterEach
    void back() {
        casework.clock.backToStart();
        Owner.sql(owner)
                .sql("update retention_rule set valid_from = date '2200-01-01' where source = 'AppellantRetentionTest'")
                .update();
    }

    /** An appeal with words, whose author took it back, on a case of which nothing stands any more. */
    private Receipt takenBack() {
        var notice = casework.noticeSent(Casework.address());
        var receipt = file(filing(entryOf(notice), "No. " + days));
        assertThat(post(receipt, "words", Map.of("words", "I add this")).statusCode())
                .isEqualTo(204);
        assertThat(post(OFFICER, "/api/v1/appeals/" + receipt.number() + "/appellant", "reason")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(receipt, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        casework.answers(notice, ItemOutcome.NO_ACTION, null);
        casework.runJobs();
        casework.complete(
                "liaison1",
                "decideEscalation",
                notice,
                Map.of("choice", "WITHDRAW", "reasons", "The basis no longer holds"));
        casework.runJobs();
        assertThat(casework.isOver(casework.caseOf(notice))).isTrue();
        return receipt;
    }

    private HttpResponse<String> post(String login, String path, String field) {
        return Caller.of(port, login).act(path, "{\"%s\": \"A letter to them\"}".formatted(field));
    }

    private List<Integer> left(Receipt receipt) {
        return List.of(
                rows("select count(*) from appellant where appeal_id = ?", receipt),
                rows("select count(*) from appeal_words where appeal_id = ?", receipt),
                rows("select count(*) from appellant_look where appeal_id = ?", receipt),
                rows("select count(*) from appeal where id = ? and grounds like '%sells books%'", receipt));
    }

    private int rows(String statement, Receipt receipt) {
        return sql.sql(statement)
                .param(appeals.byNumber(receipt.number()).id())
                .query(Integer.class)
                .single();
    }

    @Test
    void whoAppealedAndWhatTheySaidGoesAndTheOutcomeStays() {
        var receipt = takenBack();
        assertThat(left(receipt)).containsExactly(1, 1, 1, 1);
        // the three months in which it can still go to a court are not over
        casework.clock.moveTo(Instant.parse("2026-04-15T00:00:00Z"));
        retention.run();
        assertThat(left(receipt)).containsExactly(1, 1, 1, 1);

        casework.clock.moveTo(OCTOBER);
        retention.run();

        assertThat(left(receipt)).containsExactly(0, 0, 0, 0);
        assertThat(state(receipt)).isEqualTo(AppealState.WITHDRAWN);
        var read = Caller.of(port, "manager1").get("/api/v1/appeals/" + receipt.number());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(Caller.of(port, "auditor1")
                        .get("/api/v1/retention/disposals?limit=200")
                        .body())
                .contains("APPELLANT", "APPEAL_TEXT", "APPEAL_WORDS", "APPELLANT_LOOK");
    }

    @Test
    void nothingOfAnAppealGoesWhileAnotherOneOfItsCaseIsOpenOrTheCaseIsHeld() {
        var held = takenBack();
        var number = sql.sql("select f.number from appeal a join case_file f on f.id = a.case_id where a.number = ?")
                .param(held.number())
                .query(String.class)
                .single();
        assertThat(post("lawyer1", "/api/v1/cases/" + number + "/legal-holds", "reasons")
                        .statusCode())
                .isEqualTo(201);
        var waiting = takenBack();
        casework.clock.moveTo(Instant.parse("2026-10-20T05:00:00Z"));
        var entry = sql.sql(
                        """
                        select e.number from public_entry e join restriction r on r.number = e.restriction_number
                        join appeal a on a.case_id = r.case_id where a.number = ?
                        """)
                .param(waiting.number())
                .query(String.class)
                .single();
        // nobody has answered for it yet, and they still may
        file(filing(entry, "Late, but mine " + days));

        casework.clock.moveTo(OCTOBER);
        retention.run();

        assertThat(left(held)).containsExactly(1, 1, 1, 1);
        assertThat(left(waiting)).containsExactly(1, 1, 1, 1);
        var hold = sql.sql(
                        "select h.id::text from legal_hold h join case_file f on f.id = h.case_id where f.number = ?")
                .param(number)
                .query(String.class)
                .single();
        assertThat(post("lawyer1", "/api/v1/cases/" + number + "/legal-holds/" + hold + "/lifting", "reasons")
                        .statusCode())
                .isEqualTo(200);
        retention.run();
        assertThat(left(held)).as("once the hold is lifted").containsExactly(0, 0, 0, 0);
    }
}
