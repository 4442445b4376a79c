package org.duenotice.operator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.law.LegalBases;
import org.duenotice.measure.Addressee;
import org.duenotice.measure.Measures;
import org.duenotice.restriction.Restriction;
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
    private final LegalBases legalBases;
    private final Timeline timeline;
    private final Clock clock;

    /** An order that was cancelled for a time, with a target of it. */
    private record Suspended(UUID caseTargetId, String operators) {}

    /** What a new order is for: the restriction of its targets, and the codes of the operators that had the suspended one. */
    private record Anew(Restriction restriction, String operators) {}

    /** What orders were issued for. */
    public record Renewed(List<String> orders, List<UUID> caseTargets) {}

    /** A new order for each of the targets that operators were to act on, to those who had the suspended one. */
    @Transactional
    public Renewed renew(UUID caseId, Cancellations.Undoing undoing) {
        var over = restrictions.over(undoing.caseTargets());
        var addressed = addressed(over, undoing.caseTargets());
        var numbers = new ArrayList<String>();
        addressed.stream()
                .collect(Collectors.groupingBy(
                        one -> new Anew(over.get(one.caseTargetId()), one.operators()),
                        () -> new TreeMap<>(Comparator.comparing(
                                        (Anew anew) -> anew.restriction().number())
                                .thenComparing(Anew::operators)),
                        Collectors.mapping(Suspended::caseTargetId, Collectors.toSet())))
                .forEach((anew, ids) -> {
                    var targets = cases.targets(caseId).stream()
                            .filter(target -> ids.contains(target.id()))
                            .toList();
                    for (var from = 0; from < targets.size(); from += settings.batch()) {
                        var batch = targets.subList(from, Math.min(from + settings.batch(), targets.size()));
                        numbers.add(issue(anew, undoing, batch));
                    }
                });
        return new Renewed(
                numbers, addressed.stream().map(Suspended::caseTargetId).toList());
    }

    /** The targets that were ordered before, or were to be, with the codes of their operators; those of today where none had it yet. */
    private List<Suspended> addressed(Map<UUID, Restriction> over, Collection<UUID> targets) {
        var decided = over.values().stream()
                .distinct()
                .flatMap(restriction -> measures.decided(restriction.id()).stream()
                        .filter(measure -> measure.addressee() == Addressee.OPERATORS
                                && restriction.equals(over.get(measure.caseTargetId())))
                        .map(Measures.Decided::caseTargetId))
                .collect(Collectors.toSet());
        var ordered = sql.sql(
                        """
                        select t.id as case_target_id, (
                            select string_agg(e.operator_code, ' ' order by e.operator_code) from operator_execution e
                            where e.order_id = last.id) as operators
                        from unnest(?) t(id) cross join lateral (
                            select o.id from operator_order o join operator_order_item i on i.order_id = o.id
                            where i.case_target_id = t.id and o.kind = 'RESTRICT' and o.restriction_id = restriction_over(t.id)
                            order by o.number desc limit 1) last
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

    private String issue(Anew anew, Cancellations.Undoing undoing, List<CaseTarget> targets) {
        var restriction = anew.restriction();
        var codes = List.of(anew.operators().split(" "));
        var day = LawDay.of(clock.instant());
        var order = orders.insert(
                new Orders.Draft(
                        OrderKind.RESTRICT,
                        null,
                        restriction.caseId(),
                        restriction.id(),
                        null,
                        legalBases.standingOn(restriction.legalBasis(), day).id(),
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
        timeline.record(restriction.caseId(), "ORDER_ISSUED", undoing.person(), order.number(), "" + targets.size());
        return order.number();
    }
}
