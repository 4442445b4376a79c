package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.operator.ExecutionState;
import org.duenotice.operator.Executions;
import org.duenotice.operator.Order;
import org.duenotice.operator.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody can write past the moves of notices, letters and orders, with the connection of the running application. */
@DueNoticeTest
class PastTheMovesTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Orders orders;

    @Autowired
    private Executions executions;

    @Autowired
    private JdbcClient sql;

    @BeforeEach
    @AfterEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    /** Each of the changes, of the rows that the id finds, is refused by that constraint. */
    private void refused(String constraint, String table, String where, UUID id, String... changes) {
        for (var change : changes) {
            var statement = "update %s set %s where %s = ?".formatted(table, change, where);
            assertThatThrownBy(() -> sql.sql(statement).param(id).update())
                    .as(change)
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .rootCause()
                    .hasFieldOrPropertyWithValue("serverErrorMessage.constraint", constraint);
        }
    }

    @Test
    void whatCameOfADeliveryIsWrittenOnceAndNeverTakenBack() {
        var notice = casework.notices.byNumber(casework.noticeSent(Casework.address()));
        var letter = sql.sql("select id from letter where notice_id = ?")
                .param(notice.id())
                .query(UUID.class)
                .single();

        refused(
                "an_allowed_step",
                "delivery_attempt",
                "letter_id",
                letter,
                "state = 'CLAIMED'",
                "state = 'STARTED'",
                "state = 'RETRY_LATER'",
                "state = 'SETTLED_AS_NOT_SENT', words = 'never left'");
        refused(
                "what_was_written_stays",
                "delivery_attempt",
                "letter_id",
                letter,
                "words = 'x'",
                "finished_at = null",
                "started_at = finished_at",
                "next_key = key",
                "corrected_address = 'x@example.org'");
        assertThatThrownBy(() -> sql.sql(
                                """
                                insert into delivery_attempt (letter_id, no, channel, address, message_id, key, state, claimed_at)
                                select letter_id, no + 1, channel, address, message_id || 'x', key, 'SENT', claimed_at
                                from delivery_attempt where letter_id = ?
                                """)
                        .param(letter)
                        .update())
                .hasMessageContaining("no step of DELIVERY");
    }

    @Test
    void anItemOfANoticeIsWhatThePlatformSaidLastAndWhatAPersonSawLast() {
        var number = casework.noticeSent(Casework.address(), Casework.address());
        var notice = casework.notices.byNumber(number).id();
        refused(
                "items_follow_facts",
                "notice_item",
                "notice_id",
                notice,
                "outcome = 'REMOVED'",
                "verified = true",
                "verified = false",
                "outcome = 'REFUSED', ground = 'LAW'");

        casework.answers(number, ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();
        refused(
                "what_was_written_stays",
                "answer",
                "notice_id",
                notice,
                "assessed_at = null",
                "assessed_at = assessed_at + interval '1 second'");
        refused(
                "items_follow_facts",
                "notice_item",
                "notice_id",
                notice,
                "outcome = 'REMOVED'",
                "outcome = 'PENDING'",
                "verified = true");
        assertThat(casework.notices.byNumber(number).closedAt()).isNotNull();
        assertThat(sql.sql("select bool_or(open) from notice_item where notice_id = ?")
                        .param(notice)
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void whatAPersonSawIsNotUnseenAndWhatAPlatformSaidBeforeDoesNotCountAgain() {
        var number = casework.noticeSent(Casework.address(), Casework.address());
        var notice = casework.notices.byNumber(number).id();
        casework.answers(number, ItemOutcome.NO_ACTION, null);
        casework.runJobs();
        casework.answers(number, ItemOutcome.REMOVED, null);
        casework.runJobs();
        casework.complete(
                "caseworker1",
                "verifyOutcome",
                number,
                Map.of("verifyForAll", "CONFIRMED", "exceptTargets", List.of("2")));

        refused(
                "items_follow_facts",
                "notice_item",
                "notice_id",
                notice,
                "verified = null",
                "verified = not verified",
                "outcome = 'NO_ACTION'");
    }

    private Order order() {
        var number = casework.restrictionSought(Casework.siteAddress(), Casework.siteAddress());
        casework.bodyDecides(number);
        casework.decidesMeasures(number, "operatorTargets");
        casework.runJobs();
        return orders.of(casework.cases.byNumber(number).id()).get(0);
    }

    @Test
    void anOrderEndsOnceWhenEveryOperatorIsHeardAndNothingOfItIsWrittenAnew() {
        var order = order();
        refused("orders_end_when_carried_out", "operator_order", "id", order.id(), "closed_at = now()");
        refused(
                "what_left_stays_as_it_was",
                "operator_order",
                "id",
                order.id(),
                "pdf_sha256 = '%s'".formatted("0".repeat(64)));
        refused("operators_say_what_they_did", "operator_execution", "order_id", order.id(), "state = 'CONFIRMED'");
        refused("an_allowed_step", "operator_execution", "order_id", order.id(), "state = 'ISSUED'");
        refused(
                "an_allowed_step",
                "operator_sending",
                "order_id",
                order.id(),
                "state = 'CLAIMED', finished_at = null",
                "state = 'RETRY_LATER'");
        refused(
                "what_was_written_stays",
                "operator_sending",
                "order_id",
                order.id(),
                "words = 'x'",
                "finished_at = null",
                "started_at = null");

        executions
                .numbers(order.number())
                .forEach(execution -> casework.complete(
                        "body-officer1",
                        "recordConfirmation",
                        execution,
                        Map.of("confirmation", "EXECUTED", "reference", "C-1")));
        casework.runJobs();

        assertThat(orders.byId(order.id()).closedAt()).isNotNull();
        assertThat(sql.sql("select bool_or(open) from operator_order_item where order_id = ?")
                        .param(order.id())
                        .query(Boolean.class)
                        .single())
                .isFalse();
        refused(
                "what_was_written_stays",
                "operator_order",
                "id",
                order.id(),
                "closed_at = null",
                "closed_at = closed_at + interval '1 day'");
        refused(
                "operators_say_what_they_did",
                "operator_execution",
                "order_id",
                order.id(),
                "state = 'FAILED'",
                "state = 'SENT'",
                "state = 'CANCELLED'");
        sql.sql("update operator_order_item set cancelled = true where order_id = ?")
                .param(order.id())
                .update();
        refused("what_was_written_stays", "operator_order_item", "order_id", order.id(), "cancelled = false");
    }

    @Test
    void theStepsThatTheCodeSpeaksOfAreThoseOfTheDatabase() {
        assertThat(sql.sql("select distinct to_state from allowed_step where kind = 'EXECUTION'")
                        .query(String.class)
                        .set())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ExecutionState.values()).map(Enum::name).toList());
        assertThat(sql.sql("select to_state from allowed_step where kind = 'EXECUTION' and from_state = 'CANCELLED'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }
}
