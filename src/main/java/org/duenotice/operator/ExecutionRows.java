package org.duenotice.operator;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows that say where each operator stands with an order. Whoever changes one holds it until the transaction ends, so that a
 * sending, a confirmation and a cancellation come one after the other; who also holds the order takes that first.
 */
@Component
@RequiredArgsConstructor
class ExecutionRows {

    private final JdbcClient sql;
    private final Clock clock;

    void add(UUID order, String code, String name, String address) {
        sql.sql("insert into operator_execution (order_id, operator_code, operator_name, address, state) "
                        + "values (?, ?, ?, ?, 'ISSUED')")
                .params(order, code, name, address)
                .update();
    }

    List<Execution> of(UUID order) {
        return sql.sql("select * from operator_execution where order_id = ? order by operator_code")
                .param(order)
                .query(Execution.class)
                .list();
    }

    Execution byNumber(String number) {
        return find(number, "");
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Execution locked(String number) {
        return find(number, " for update of e");
    }

    private Execution find(String number, String lock) {
        return sql.sql("select e.* from operator_execution e join operator_order o on o.id = e.order_id "
                        + "where o.number = ? and e.operator_code = ?" + lock)
                .params(Executions.orderNumber(number), number.substring(number.indexOf('/') + 1))
                .query(Execution.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("order.unknown-operator", number));
    }

    void sent(Execution execution, OffsetDateTime at) {
        sql.sql("update operator_execution set state = 'SENT', words = '', sent_at = ?, settled_at = null "
                        + "where order_id = ? and operator_code = ?")
                .params(at, execution.orderId(), execution.operatorCode())
                .update();
    }

    void settle(Execution execution, ExecutionState state, String words) {
        sql.sql("update operator_execution set state = ?, words = ?, settled_at = ? "
                        + "where order_id = ? and operator_code = ?")
                .params(state.name(), words, now(), execution.orderId(), execution.operatorCode())
                .update();
    }

    /** Waits for the end of every sending of the order; returns all executions. */
    List<Execution> held(UUID order) {
        return sql.sql("select * from operator_execution where order_id = ? order by operator_code for update")
                .param(order)
                .query(Execution.class)
                .list();
    }

    /** Waits for the end of every sending of the order and cancels what no operator has carried out; returns all executions. */
    List<Execution> cancel(UUID order) {
        held(order);
        sql.sql("update operator_execution set state = 'CANCELLED', settled_at = ? where order_id = ? "
                        + "and state in ('ISSUED', 'SENT', 'FAILED')")
                .params(now(), order)
                .update();
        return of(order);
    }

    /** The operators to whom a sending of the order was begun and not refused, whether or not its end is known. */
    Set<String> begun(UUID order) {
        return sql.sql("select distinct operator_code from operator_sending where order_id = ? "
                        + "and started_at is not null and state <> 'UNDELIVERABLE'")
                .param(order)
                .query(String.class)
                .set();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
