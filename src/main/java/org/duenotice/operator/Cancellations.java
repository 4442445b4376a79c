package org.duenotice.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes orders back, whole or item by item, each item once: an order of its own goes to everyone who got the first, or may have got
 * it, and is carried out immediately (law On communications, art. 41-1(6)).
 */
@Component
@RequiredArgsConstructor
public class Cancellations {

    private final JdbcClient sql;
    private final Orders orders;
    private final Cases cases;
    private final Participations participations;
    private final ExecutionRows executions;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    /**
     * Cancels all that is left of an order at once, and nobody is waited for any more.
     *
     * @return the number of the cancelling order
     */
    @Transactional
    public String cancel(String number, String reasons, String officer) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var order = orders.locked(number);
        if (order.kind() == OrderKind.CANCEL) {
            throw Problem.conflict("order.is-a-cancellation", number);
        }
        var left = targets(order);
        if (left.isEmpty()) {
            throw Problem.conflict(
                    "order.already-cancelled",
                    number,
                    orders.cancellations(order).stream().map(Order::number).collect(Collectors.joining(", ")));
        }
        cases.refuseHeld(order.caseId());
        participations.join(order.caseId(), officer, Side.AUTHORISED_BODY);
        return cancel(order, left, List.of(), reasons, officer);
    }

    /** Cancels these targets of an order, which a narrower one has replaced; the rest of it stands. */
    void replaced(String number, Collection<UUID> caseTargets, String narrower, String officer) {
        var order = orders.locked(number);
        var left =
                targets(order).stream().collect(Collectors.partitioningBy(target -> caseTargets.contains(target.id())));
        if (!left.get(true).isEmpty()) {
            cancel(order, left.get(true), left.get(false), narrower, officer);
        }
    }

    private String cancel(
            Order order, List<CaseTarget> targets, List<CaseTarget> rest, String reasons, String officer) {
        var ids = targets.stream().map(CaseTarget::id).toList();
        var cancelling = orders.insert(draft(order, new Undoing(null, null, ids, reasons, officer)), targets);
        addressees(order, rest, ids).forEach(execution -> add(cancelling, execution));
        timeline.record(order.caseId(), "ORDER_CANCELLED", officer, order.number(), reasons);
        events.publishEvent(new OrderCancelled(cancelling.number()));
        return cancelling.number();
    }

    /**
     * What a restoration takes back.
     *
     * @param restoration its id, and in {@code round} how often it has told the operators by now
     * @param reasons as they stand in the order, with the number of the restoration
     */
    public record Undoing(
            UUID restoration, Integer round, Collection<UUID> caseTargets, String reasons, String person) {}

    /** What a restoration did to the orders: the cancelling ones, and the targets that an operator may know of. */
    public record Undone(List<String> orders, List<UUID> mayBeKnown) {}

    /** Cancels these targets in whatever orders they are, to operators that carried it out, failed, or may have it. */
    @Transactional
    public Undone undo(Undoing undoing) {
        var numbers = new ArrayList<String>();
        var known = new ArrayList<UUID>();
        for (var number : ordersOf(undoing.caseTargets())) {
            var order = orders.locked(number);
            var targets = targets(order).stream()
                    .filter(target -> undoing.caseTargets().contains(target.id()))
                    .toList();
            if (targets.isEmpty()) {
                continue;
            }
            var ids = targets.stream().map(CaseTarget::id).toList();
            var rest = targets(order).stream()
                    .filter(target -> !ids.contains(target.id()))
                    .toList();
            var addressed = addressees(order, rest, ids);
            if (!addressed.isEmpty()) {
                known.addAll(ids);
                var cancelling = orders.insert(draft(order, undoing), targets);
                addressed.forEach(execution -> add(cancelling, execution));
                numbers.add(cancelling.number());
            }
            timeline.record(order.caseId(), "ORDER_CANCELLED", undoing.person(), number, undoing.reasons());
        }
        return new Undone(numbers, known);
    }

    private List<String> ordersOf(Collection<UUID> caseTargets) {
        return sql.sql(
                        """
                        select distinct o.number from operator_order o join operator_order_item i on i.order_id = o.id
                        where i.case_target_id = any (?) and o.kind = 'RESTRICT' and not i.cancelled order by o.number
                        """)
                .param(caseTargets.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    /**
     * Marks the items as taken back and says who has to be told. As long as something of the order is left, everyone it is for is told,
     * since it may be on its way to each of them; one that has not left at all is put on paper anew instead.
     */
    private List<Execution> addressees(Order order, List<CaseTarget> rest, List<UUID> takenBack) {
        sql.sql("update operator_order_item set cancelled = true where order_id = ? and case_target_id = any (?)")
                .params(order.id(), takenBack.toArray(UUID[]::new))
                .update();
        if (rest.isEmpty()) {
            var cancelled = executions.cancel(order.id());
            var begun = executions.begun(order.id());
            events.publishEvent(new ExecutionsCancelled(cancelled.stream()
                    .map(execution -> order.number() + "/" + execution.operatorCode())
                    .toList()));
            return cancelled.stream()
                    .filter(execution -> begun.contains(execution.operatorCode()))
                    .toList();
        }
        var all = executions.held(order.id());
        if (executions.begun(order.id()).isEmpty()) {
            orders.printAgain(order, rest);
            return List.of();
        }
        return all;
    }

    /** Tells the same operators again: people found that access is not back. */
    @Transactional
    public List<String> undoAgain(Undoing undoing) {
        var before = sql.sql(
                        """
                        select distinct on (o.cancels, i.case_target_id) o.number from operator_order o
                        join operator_order_item i on i.order_id = o.id
                        where o.restoration_id = ? and o.kind = 'CANCEL' and i.case_target_id = any (?)
                        order by o.cancels, i.case_target_id, o.number desc
                        """)
                .params(undoing.restoration(), undoing.caseTargets().toArray(UUID[]::new))
                .query(String.class)
                .set();
        return before.stream()
                .sorted()
                .map(number -> {
                    var earlier = orders.locked(number);
                    var first = orders.byId(earlier.cancels());
                    var targets = all(earlier).stream()
                            .filter(target -> undoing.caseTargets().contains(target.id()))
                            .toList();
                    var cancelling = orders.insert(draft(first, undoing), targets);
                    executions.of(earlier.id()).forEach(execution -> add(cancelling, execution));
                    timeline.record(
                            first.caseId(), "ORDER_CANCELLED", undoing.person(), first.number(), undoing.reasons());
                    return cancelling.number();
                })
                .toList();
    }

    private static Orders.Draft draft(Order order, Undoing undoing) {
        return new Orders.Draft(
                OrderKind.CANCEL,
                order.id(),
                order.caseId(),
                order.restrictionId(),
                order.noticeId(),
                order.legalBasis(),
                undoing.reasons().strip(),
                undoing.person(),
                undoing.restoration(),
                undoing.round());
    }

    private void add(Order cancelling, Execution execution) {
        executions.add(cancelling.id(), execution.operatorCode(), execution.operatorName(), execution.address());
    }

    /** What is left of the order. */
    private List<CaseTarget> targets(Order order) {
        var left = orders.items(order.id()).stream()
                .filter(item -> !item.cancelled())
                .map(OrderItem::caseTargetId)
                .collect(Collectors.toSet());
        return cases.targets(order.caseId()).stream()
                .filter(target -> left.contains(target.id()))
                .toList();
    }

    private List<CaseTarget> all(Order order) {
        var ids = orders.items(order.id()).stream().map(OrderItem::caseTargetId).collect(Collectors.toSet());
        return cases.targets(order.caseId()).stream()
                .filter(target -> ids.contains(target.id()))
                .toList();
    }
}
