package org.duenotice.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each operator does with an order: sent, confirmed within two hours of receipt (law On communications, art. 41-1(3)(1)) or at
 * once for a cancellation (art. 41-1(6)), or visibly failed. The number of an execution is the order's and the operator's.
 */
@Component
@RequiredArgsConstructor
public class Executions {

    private final JdbcClient sql;
    private final Cases cases;
    private final Orders orders;
    private final ExecutionRows rows;
    private final Clocks clocks;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What an operator says it did. */
    public enum Outcome {
        EXECUTED,
        IMPOSSIBLE
    }

    /** An operator's word on an order; remarks say why it cannot. */
    public record NewConfirmation(
            String orderNumber,
            String operatorCode,
            Outcome outcome,
            String reference,
            Instant confirmedAt,
            String remarks,
            String person) {}

    public record Confirmation(
            String operatorCode,
            Outcome outcome,
            String reference,
            String remarks,
            Instant confirmedAt,
            String recordedBy) {}

    /** The numbers of the executions of an order, in the order of the operators. */
    public List<String> numbers(String orderNumber) {
        return rows.of(orders.byNumber(orderNumber).id()).stream()
                .map(execution -> orderNumber + "/" + execution.operatorCode())
                .toList();
    }

    /** Stores an operator's word, whenever it comes, and tells whoever waits for it. */
    @Transactional
    public void receive(NewConfirmation confirmation) {
        register(confirmation);
        events.publishEvent(new ExecutionSettled(
                confirmation.orderNumber() + "/" + confirmation.operatorCode(),
                confirmation.outcome() == Outcome.EXECUTED));
    }

    /** Stores an operator's word that a person entered in the task that waits for it. */
    @Transactional
    public void register(NewConfirmation confirmation) {
        var order = orders.locked(confirmation.orderNumber());
        var number = confirmation.orderNumber() + "/" + confirmation.operatorCode();
        var execution = rows.locked(number);
        check(confirmation, order);
        sql.sql(
                        "insert into operator_confirmation (order_id, operator_code, outcome, reference, remarks, confirmed_at, "
                                + "recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        order.id(),
                        confirmation.operatorCode(),
                        confirmation.outcome().name(),
                        confirmation.reference(),
                        confirmation.remarks(),
                        confirmation.confirmedAt().atOffset(ZoneOffset.UTC),
                        confirmation.person(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var executed = confirmation.outcome() == Outcome.EXECUTED;
        timeline.record(
                order.caseId(),
                executed ? "ORDER_EXECUTED" : "ORDER_IMPOSSIBLE",
                confirmation.person(),
                number,
                executed ? confirmation.reference() : confirmation.remarks(),
                confirmation.confirmedAt());
        if (execution.state() == ExecutionState.CANCELLED) {
            return;
        }
        if (executed) {
            clocks.running(number).ifPresent(running -> clocks.meet(number, running.rule()));
        }
        rows.settle(execution, executed ? ExecutionState.CONFIRMED : ExecutionState.FAILED, confirmation.remarks());
        if (order.closedAt() != null) {
            orders.settle(order);
        }
    }

    private void check(NewConfirmation confirmation, Order order) {
        if (confirmation.confirmedAt().isAfter(clock.instant())) {
            throw Problem.invalid("order.confirmed-in-the-future");
        }
        if (confirmation.confirmedAt().isBefore(order.issuedAt())) {
            throw Problem.invalid("order.confirmed-before-issue", order.number());
        }
        if (confirmation.outcome() == Outcome.IMPOSSIBLE
                && confirmation.remarks().isBlank()) {
            throw Problem.invalid("order.impossible-without-reason");
        }
    }

    /**
     * A timer says that the term ran out without a confirmation. If the clock says so too, that is a visible failure, which settles
     * nothing; a clock that was moved, or a timer fired by hand, goes on being waited for.
     *
     * @return false when the term has not run out
     */
    @Transactional
    public boolean overdue(String number) {
        var order = orders.locked(orderNumber(number));
        var execution = rows.locked(number);
        var open = clocks.open(number);
        if (open.filter(term -> term.isPaused() || term.dueAt().isAfter(clock.instant()))
                .isPresent()) {
            return false;
        }
        open.ifPresent(running -> {
            clocks.breach(number, running.rule());
            timeline.record(order.caseId(), "TERM_BREACHED", Timeline.SOFTWARE, number, running.rule());
        });
        rows.settle(execution, ExecutionState.FAILED, "");
        timeline.record(order.caseId(), "ORDER_NOT_EXECUTED", Timeline.SOFTWARE, number, execution.operatorName());
        return true;
    }

    /** An officer's word on a failure, kept in the story of the case. */
    @Transactional
    public void judged(String number, boolean sendAgain, String reasons, String officer) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var order = orders.locked(orderNumber(number));
        cases.refuseHeld(order.caseId());
        timeline.record(
                order.caseId(), sendAgain ? "ORDER_SENT_AGAIN" : "ORDER_FAILURE_LEFT", officer, number, reasons);
    }

    /** Ends what is still running for the execution. */
    @Transactional
    public void close(String number) {
        clocks.cancel(number);
    }

    public Execution byNumber(String number) {
        return rows.byNumber(number);
    }

    /** Each operator's part in the order. */
    public List<Execution> of(UUID orderId) {
        return rows.of(orderId);
    }

    /** Every word of an operator on the order, in the order they came. */
    public List<Confirmation> confirmations(UUID orderId) {
        return sql.sql("select operator_code, outcome, reference, remarks, confirmed_at, recorded_by "
                        + "from operator_confirmation where order_id = ? order by id")
                .param(orderId)
                .query(Confirmation.class)
                .list();
    }

    /** The number of the order that an execution belongs to. */
    public static String orderNumber(String execution) {
        var slash = execution.indexOf('/');
        return slash < 0 ? execution : execution.substring(0, slash);
    }
}
