package org.duenotice.operator;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Cases;
import org.duenotice.law.LegalBases;
import org.duenotice.restriction.Restriction;
import org.duenotice.restriction.Restrictions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a review narrows: the narrower order goes out first, and the wider one is cancelled when every operator of the narrower one is
 * heard or given up, so that at no moment access is open that is to stay restricted.
 */
@Component
@RequiredArgsConstructor
public class Narrowings {

    private final JdbcClient sql;
    private final OrderIssues issues;
    private final Cancellations cancellations;
    private final Cases cases;
    private final Restrictions restrictions;
    private final LegalBases legalBases;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private record Wider(String number, UUID caseTargetId, String issuedFor, String person) {}

    /**
     * Issues the narrower orders of a restriction.
     */
    @Transactional
    public List<String> issue(UUID restrictionId, Collection<UUID> caseTargets, String reasons, String officer) {
        var restriction = restrictions.byId(restrictionId);
        var caseId = restriction.caseId();
        var caseFile = cases.byId(caseId);
        var basis = legalBases.standingOn(restriction.legalBasis(), LawDay.of(clock.instant()));
        var today = new Restriction(
                restriction.id(),
                restriction.number(),
                caseId,
                basis.id(),
                restriction.judicialAct(),
                reasons,
                officer,
                clock.instant());
        var targets = cases.targets(caseId).stream()
                .filter(target -> caseTargets.contains(target.id()))
                .toList();
        var numbers = issues.issueNarrower(caseFile, today, targets, reasons);
        events.publishEvent(new OrdersNarrowed(numbers));
        return numbers;
    }

    /** The wider orders that the narrower one, which is settled now, has replaced. */
    @EventListener
    void cancelWider(OrderClosed closed) {
        sql
                .sql(
                        """
                        select w.number, wi.case_target_id, o.number as issued_for, d.decided_by as person
                        from operator_order o
                        join operator_order_item i on i.order_id = o.id
                        join operator_order_item wi on wi.case_target_id = i.case_target_id and wi.order_id <> o.id
                        join operator_order w on w.id = wi.order_id and w.kind = 'RESTRICT' and w.issued_at < o.issued_at
                        cross join (select array['ITEM', 'GEO_RESTRICTION', 'ACCOUNT', 'PATH', 'DOMAIN', 'SERVICE', 'PLATFORM'] as steps) ladder
                        join lateral (select decided_by from restriction_decision d where d.case_target_id = i.case_target_id
                                      and d.decision = 'APPROVED' order by d.id desc limit 1) d on true
                        where o.number = ? and o.kind = 'RESTRICT'
                          and array_position(ladder.steps, wi.scope) > array_position(ladder.steps, i.scope)
                          and not wi.cancelled
                        order by w.number
                        """)
                .param(closed.number())
                .query(Wider.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Wider::number, TreeMap::new, Collectors.toList()))
                .forEach((number, wider) -> cancellations.replaced(
                        number,
                        wider.stream().map(Wider::caseTargetId).toList(),
                        wider.get(0).issuedFor(),
                        wider.get(0).person()));
    }
}
