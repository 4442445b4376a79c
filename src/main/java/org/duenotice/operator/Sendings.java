package org.duenotice.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.channel.ChannelKind;
import org.duenotice.channel.Channels;
import org.duenotice.channel.Dispatch;
import org.duenotice.channel.Result;
import org.duenotice.database.OwnTransaction;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends orders to operators in two steps, like letters: one transaction claims the attempt, the next sends it. Carrying out an order
 * twice is carrying it out once, and a lifted restriction must not wait for a person's look into a log; so an attempt that a crash cut
 * off is made again, under the same number and the same message id.
 */
@Component
public class Sendings {

    static final String RESTRICTION_RULE = "operator-2h";
    static final String CANCELLATION_RULE = "operator-cancellation";

    /** A connection that breaks so often after the message began to leave is an officer's to look into. */
    /** At a minute each; an order has two hours, so a person hears of it in time. */
    private static final int MOST_REPETITIONS = 60;

    private static final int DOUBTS = 3;
    private static final String FALLEN = "What the order rests on fell before it left, so it was not sent";

    private final JdbcClient sql;
    private final Orders orders;
    private final ExecutionRows rows;
    private final OrderPaper paper;
    private final Channels channels;
    private final OrderSettings settings;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final Timeline timeline;
    private final Clock clock;
    private final String sender;
    private final OwnTransaction ownTransaction;

    Sendings(
            JdbcClient sql,
            Orders orders,
            ExecutionRows rows,
            OrderPaper paper,
            Channels channels,
            OrderSettings settings,
            Deadlines deadlines,
            Clocks clocks,
            Timeline timeline,
            Clock clock,
            @Value("${duenotice.notice.sender}") String sender,
            OwnTransaction ownTransaction) {
        this.sql = sql;
        this.orders = orders;
        this.rows = rows;
        this.paper = paper;
        this.channels = channels;
        this.settings = settings;
        this.deadlines = deadlines;
        this.clocks = clocks;
        this.timeline = timeline;
        this.clock = clock;
        this.sender = sender;
        this.ownTransaction = ownTransaction;
    }

    /** What became of an attempt to send. */
    public enum Delivery {
        SENT,
        RETRY_LATER,
        UNDELIVERABLE,
        /** Nothing to send or to wait for any more: confirmed early, or cancelled. */
        SETTLED
    }

    /** The outcome of an attempt; {@code at} is when the confirmation is due, or when to try again. */
    public record Sending(Delivery delivery, Instant at) {}

    /** One try to send an order to one operator. */
    public record Attempt(
            int no, String messageId, String state, String words, Instant claimedAt, Instant finishedAt) {}

    /** Claims the next attempt, unless nothing is left to send. */
    @Transactional
    public void claim(String number) {
        var execution = rows.locked(number);
        if (!execution.state().isSettled()) {
            insert(execution, number);
        }
    }

    private void insert(Execution execution, String number) {
        var no = attempts(execution).size() + 1;
        sql.sql("insert into operator_sending (order_id, operator_code, no, message_id, state, claimed_at) "
                        + "values (?, ?, ?, ?, 'CLAIMED', ?)")
                .params(execution.orderId(), execution.operatorCode(), no, messageId(number), now())
                .update();
    }

    /** Sends the claimed attempt and records what came of it; holds the execution, so that a cancellation waits for the end. */
    @Transactional
    public Sending deliver(String number) {
        var execution = rows.locked(number);
        if (execution.state().isSettled()) {
            underWay(execution).ifPresent(attempt -> finish(execution, attempt, Delivery.SETTLED, ""));
            return new Sending(Delivery.SETTLED, null);
        }
        if (underWay(execution).isEmpty()) {
            insert(execution, number);
        }
        var attempt = underWay(execution).orElseThrow();
        var order = orders.byId(execution.orderId());
        if (order.kind() == OrderKind.RESTRICT && attempt.state().equals("CLAIMED") && !orders.standsToday(order)) {
            return judge(order, execution, number, attempt, new Result.Undeliverable(FALLEN));
        }
        start(execution, attempt);
        var tried = channels.send(ChannelKind.EMAIL, dispatch(order, execution, number, attempt));
        if (tried.wayClosed()) {
            timeline.record(
                    order.caseId(),
                    "CHANNEL_DOWN",
                    Timeline.SOFTWARE,
                    execution.operatorCode() + " (" + ChannelKind.EMAIL + ")",
                    tried.result().words());
        }
        return judge(order, execution, number, attempt, tried.result());
    }

    private Sending judge(Order order, Execution execution, String number, Attempt attempt, Result result) {
        if (result instanceof Result.Sent) {
            finish(execution, attempt, Delivery.SENT, result.words());
            return sent(order, execution, number);
        }
        if (result instanceof Result.Undeliverable
                || result instanceof Result.InDoubt && attempt.no() >= DOUBTS
                || result instanceof Result.RetryLater && repeatedBefore(execution) >= MOST_REPETITIONS) {
            finish(execution, attempt, Delivery.UNDELIVERABLE, result.words());
            rows.settle(execution, ExecutionState.FAILED, result.words());
            timeline.record(order.caseId(), "ORDER_UNDELIVERABLE", Timeline.SOFTWARE, number, result.words());
            return new Sending(Delivery.UNDELIVERABLE, null);
        }
        finish(execution, attempt, Delivery.RETRY_LATER, result.words());
        timeline.record(order.caseId(), "ORDER_RETRIED", Timeline.SOFTWARE, number, result.words());
        var at = result instanceof Result.RetryLater later ? later.at() : null;
        return new Sending(Delivery.RETRY_LATER, at == null ? clock.instant().plus(settings.retryAfter()) : at);
    }

    /** How many attempts in a row came to nothing before this one. */
    private long repeatedBefore(Execution execution) {
        var attempts = new ArrayList<>(attempts(execution));
        Collections.reverse(attempts);
        return attempts.stream()
                .skip(1)
                .takeWhile(attempt -> attempt.state().equals(Delivery.RETRY_LATER.name()))
                .count();
    }

    private Sending sent(Order order, Execution execution, String number) {
        var sentAt = clock.instant();
        var deadline = deadlines.due(order.kind() == OrderKind.RESTRICT ? RESTRICTION_RULE : CANCELLATION_RULE, sentAt);
        clocks.cancel(number);
        clocks.start(order.caseId(), number, deadline);
        rows.sent(execution, sentAt.atOffset(ZoneOffset.UTC));
        timeline.record(
                order.caseId(),
                "ORDER_SENT",
                Timeline.SOFTWARE,
                number,
                deadline.due().toString());
        return new Sending(Delivery.SENT, deadline.due());
    }

    private Dispatch dispatch(Order order, Execution execution, String number, Attempt attempt) {
        return new Dispatch(
                execution.operatorCode(),
                attempt.messageId(),
                attempt.messageId(),
                execution.address(),
                sender,
                sender,
                null,
                number + ": " + OrderPaper.title(order.kind()),
                OrderPaper.title(order.kind()) + "\n\n" + order.number() + "\n",
                order.number() + ".pdf",
                paper.bytes(order.pdfSha256()),
                order.pdfSha256());
    }

    private String messageId(String number) {
        return "<%s@%s>".formatted(number.replace('/', '.'), sender.substring(sender.indexOf('@') + 1));
    }

    /** Committed before anything leaves: whoever cancels the order has to tell this operator as well. */
    private void start(Execution execution, Attempt attempt) {
        ownTransaction.run(
                () -> sql.sql("update operator_sending set state = 'STARTED', started_at = coalesce(started_at, ?) "
                                + "where order_id = ? and operator_code = ? and no = ?")
                        .params(now(), execution.orderId(), execution.operatorCode(), attempt.no())
                        .update());
    }

    private void finish(Execution execution, Attempt attempt, Delivery delivery, String words) {
        sql.sql("update operator_sending set state = ?, words = ?, finished_at = ? "
                        + "where order_id = ? and operator_code = ? and no = ?")
                .params(delivery.name(), words, now(), execution.orderId(), execution.operatorCode(), attempt.no())
                .update();
    }

    /** The attempts to send the order to this operator, in their order. */
    public List<Attempt> attempts(Execution execution) {
        return sql.sql("select no, message_id, state, words, claimed_at, finished_at from operator_sending "
                        + "where order_id = ? and operator_code = ? order by no")
                .params(execution.orderId(), execution.operatorCode())
                .query(Attempt.class)
                .list();
    }

    /** The attempt whose end is not known yet. An order that was on its way before attempts were kept has none. */
    private Optional<Attempt> underWay(Execution execution) {
        return attempts(execution).stream()
                .reduce((earlier, later) -> later)
                .filter(attempt -> attempt.finishedAt() == null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
