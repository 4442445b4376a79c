package org.duenotice.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.measure.Addressee;
import org.duenotice.measure.Measures;
import org.duenotice.restriction.Restrictions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders what a suspension had cancelled anew, once the appeal was dismissed: the measure that was decided stands again. */
@Component
@RequiredArgsConstructor
public class RenewedOrders {

    private final JdbcClient sql;
    private final Orders orders;
    private final Operators operators;
    private final Cases cases;
    private final Restrictions restrictions;
    private final Measures measures;
    private final Dispositions dispositions;
    private final OrderSettings settings;
    private final Timeline timeline;

    /** An order that was cancelled for a time, with a target of it. */
    private record Suspended(UUID caseTargetId, String operators) {}

    /** What orders were issued for. */
    public record Renewed(List<String> orders, List<UUID> caseTargets) {}

    /** A new order for each of the targets that operators were to act on, to those who had the suspended one. */
    @Transactional
    public Renewed renew(UUID caseId, Cancellations.Undoing undoing) {
        var addressed = addressed(caseId, undoing.caseTargets());
        var numbers = new ArrayList<String>();
        addressed.stream()
                .collect(Collectors.groupingBy(Suspended::operators, java.util.TreeMap::new, Collectors.toList()))
                .forEach((codes, suspended) -> {
                    var ids = suspended.stream().map(Suspended::caseTargetId).collect(Collectors.toSet());
                    var targets = cases.targets(caseId).stream()
                            .filter(target -> ids.contains(target.id()))
                            .toList();
                    for (var from = 0; from < targets.size(); from += settings.batch()) {
                        var batch = targets.subList(from, Math.min(from + settings.batch(), targets.size()));
                        numbers.add(issue(caseId, undoing, List.of(codes.split(" ")), batch));
                    }
                });
        return new Renewed(
                numbers, addressed.stream().map(Suspended::caseTargetId).toList());
    }

    /** The targets that were ordered before, or were to be, with the codes of their operators; those of today where none had it yet. */
    private List<Suspended> addressed(UUID caseId, Collection<UUID> targets) {
        var restriction = restrictions.of(caseId);
        var decided = measures.decided(restriction.id()).stream()
                .filter(measure -> measure.addressee() == Addressee.OPERATORS)
                .map(Measures.Decided::caseTargetId)
                .collect(Collectors.toSet());
        var ordered = sql.sql(
                        """
                        select t.id as case_target_id, (
                            select string_agg(e.operator_code, ' ' order by e.operator_code) from operator_execution e
                            where e.order_id = last.id) as operators
                        from unnest(?) t(id) cross join lateral (
                            select o.id from operator_order o join operator_order_item i on i.order_id = o.id
                            where i.case_target_id = t.id and o.kind = 'RESTRICT' order by o.number desc limit 1) last
                        """)
                .param(targets.toArray(UUID[]::new))
                .query(Suspended.class)
                .list();
        var known = ordered.stream().map(Suspended::caseTargetId).collect(Collectors.toSet());
        var all = new ArrayList<>(ordered);
        targets.stream()
                .filter(target -> decided.contains(target) && !known.contains(target))
                .forEach(target -> all.add(new Suspended(target, "")));
        return all;
    }

    private String issue(UUID caseId, Cancellations.Undoing undoing, List<String> codes, List<CaseTarget> targets) {
        var restriction = restrictions.of(caseId);
        var order = orders.insert(
                new Orders.Draft(
                        OrderKind.RESTRICT,
                        null,
                        caseId,
                        restriction.id(),
                        null,
                        restriction.legalBasis(),
                        undoing.reasons(),
                        undoing.person(),
                        undoing.restoration(),
                        undoing.round()),
                targets);
        var today = operators.on(LawDay.of(order.issuedAt()));
        orders.addressees(
                order,
                codes.contains("")
                        ? today
                        : today.stream()
                                .filter(operator -> codes.contains(operator.code()))
                                .toList());
        dispositions.set(
                targets.stream().map(CaseTarget::id).toList(),
                Disposition.UNDER_ORDER,
                order.number(),
                undoing.person());
        timeline.record(caseId, "ORDER_ISSUED", undoing.person(), order.number(), "" + targets.size());
        return order.number();
    }
}
