package org.duenotice.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Approval;
import org.duenotice.restriction.Grounds;
import org.duenotice.restriction.Restrictions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders of the authorised body to operators (law On communications, art. 41-1(1-1)), on paper and to their end. Which are issued is in
 * {@link OrderIssues}, what operators do with them in {@link Executions}, how they are taken back in {@link Cancellations}.
 */
@Component
@RequiredArgsConstructor
public class Orders {

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Restrictions restrictions;
    private final LegalBases legalBases;
    private final Grounds grounds;
    private final ExecutionRows executions;
    private final OrderPaper paper;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Numbers numbers;
    private final Clock clock;

    /** What the body approved; what is cancelled is named as it was ordered. */
    private Map<UUID, Approval> approvals(Draft draft) {
        return restrictions
                .approvals(
                        draft.restriction(),
                        draft.cancels() == null ? null : byId(draft.cancels()).issuedAt())
                .stream()
                .collect(Collectors.toMap(Approval::caseTargetId, Function.identity()));
    }

    /** What an order is to say; {@code restoration} and {@code round} are null unless it carries out a restoration. */
    record Draft(
            OrderKind kind,
            UUID cancels,
            UUID caseId,
            UUID restriction,
            UUID notice,
            UUID basis,
            String reasons,
            String person,
            UUID restoration,
            Integer round) {}

    Order insert(Draft draft, List<CaseTarget> targets) {
        var now = clock.instant();
        var number = numbers.next(Numbers.Kind.ORDER, now);
        var approvals = approvals(draft);
        var id = UUID.randomUUID();
        sql.sql("insert into operator_order values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?)")
                .params(Arrays.asList(
                        id,
                        number,
                        draft.kind().name(),
                        draft.cancels(),
                        draft.caseId(),
                        draft.restriction(),
                        draft.notice(),
                        draft.basis(),
                        draft.reasons(),
                        draft.person(),
                        now.atOffset(ZoneOffset.UTC),
                        print(number, draft, cited(draft, now), now, targets),
                        draft.restoration(),
                        draft.round()))
                .update();
        jdbc.batchUpdate(
                "insert into operator_order_item (order_id, case_target_id, target_id, open, scope) values (?, ?, ?, ?, ?)",
                targets,
                100,
                (row, target) -> {
                    row.setObject(1, id);
                    row.setObject(2, target.id());
                    row.setObject(3, target.targetId());
                    row.setBoolean(4, draft.kind() == OrderKind.RESTRICT);
                    row.setString(5, approvals.get(target.id()).scope().name());
                });
        return byNumber(number);
    }

    /** Whether what the order rests on stands today. */
    boolean standsToday(Order order) {
        return grounds.stand(restrictions.byId(order.restrictionId()));
    }

    private LegalBasis cited(Draft draft, Instant now) {
        return draft.kind() == OrderKind.RESTRICT
                ? legalBases.standingOn(draft.basis(), LawDay.of(now))
                : legalBases.get(draft.basis());
    }

    private String print(String number, Draft draft, LegalBasis cited, Instant at, List<CaseTarget> targets) {
        var approvals = approvals(draft);
        return paper.store(new OrderPaper.Content(
                number,
                draft.kind(),
                draft.cancels() == null ? null : byId(draft.cancels()).number(),
                cases.byId(draft.caseId()).number(),
                cited,
                draft.reasons(),
                at,
                targets.stream()
                        .map(target -> line(target, approvals.get(target.id())))
                        .toList()));
    }

    /** An order that has not left yet is put on paper anew, without what was taken back. */
    void printAgain(Order order, List<CaseTarget> targets) {
        sql.sql("update operator_order set pdf_sha256 = ? where id = ?")
                .params(
                        print(
                                order.number(),
                                new Draft(
                                        order.kind(),
                                        order.cancels(),
                                        order.caseId(),
                                        order.restrictionId(),
                                        order.noticeId(),
                                        order.legalBasis(),
                                        order.reasons(),
                                        order.issuedBy(),
                                        order.restorationId(),
                                        order.restorationRound()),
                                legalBases.get(order.legalBasis()),
                                order.issuedAt(),
                                targets),
                        order.id())
                .update();
    }

    /** A wider object that the body approved stands in the order beside the target that it is for. */
    private static OrderPaper.Line line(CaseTarget target, Approval approval) {
        var address = approval.object().isEmpty()
                ? target.originalAddress()
                : target.originalAddress() + " ▸ " + approval.object();
        return new OrderPaper.Line(
                target.no(), address, target.canonicalKey(), approval.scope().name());
    }

    void addressees(Order order, Collection<Operator> addressed) {
        if (addressed.isEmpty()) {
            throw Problem.conflict("order.no-operators");
        }
        addressed.forEach(operator -> executions.add(order.id(), operator.code(), operator.name(), operator.address()));
    }

    /** Ends the order once every operator is heard or given up: each target gets what became of it, and may be ordered again. */
    @Transactional
    public void close(String number) {
        var order = locked(number);
        sql.sql("update operator_order set closed_at = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), order.id())
                .update();
        settle(order);
        timeline.record(order.caseId(), "ORDER_CLOSED", Timeline.SOFTWARE, number, "");
        events.publishEvent(new OrderClosed(number));
    }

    /** Access counts as restricted, or open again, only when every operator has confirmed it; a restoration sees to its own end. */
    void settle(Order order) {
        var all = executions.of(order.id()).stream().allMatch(one -> one.state() == ExecutionState.CONFIRMED);
        var targets = items(order.id()).stream()
                .filter(item -> !item.cancelled())
                .map(OrderItem::caseTargetId)
                .toList();
        if (order.kind() == OrderKind.RESTRICT) {
            dispositions.set(
                    targets,
                    all ? Disposition.RESTRICTED_BY_OPERATOR : Disposition.NOT_COMPLIED,
                    order.number(),
                    Timeline.SOFTWARE);
        } else if (all && order.restorationId() == null) {
            dispositions.set(
                    withoutOtherOrder(targets), Disposition.RESTRICTION_LIFTED, order.number(), Timeline.SOFTWARE);
        }
    }

    /** The targets that no order restricts any more; a narrower one may stand. */
    private List<UUID> withoutOtherOrder(List<UUID> caseTargets) {
        return sql.sql(
                        """
                        select t.id from unnest(?) t(id) where not exists (
                            select from operator_order_item i join operator_order o on o.id = i.order_id and o.kind = 'RESTRICT'
                            where i.case_target_id = t.id and not i.cancelled)
                        """)
                .param(caseTargets.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    public Order byNumber(String number) {
        return sql.sql("select * from operator_order where number = ?")
                .param(number)
                .query(Order.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("order.unknown", number));
    }

    public Order byId(UUID id) {
        return sql.sql("select * from operator_order where id = ?")
                .param(id)
                .query(Order.class)
                .single();
    }

    /** The order, held until the transaction ends: confirmations and the cancellation of one order come one after the other. */
    @Transactional
    public Order locked(String number) {
        return sql.sql("select * from operator_order where number = ? for update")
                .param(number)
                .query(Order.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("order.unknown", number));
    }

    public List<Order> of(UUID caseId) {
        return sql.sql("select * from operator_order where case_id = ? order by number")
                .param(caseId)
                .query(Order.class)
                .list();
    }

    /** Something of the order is not cancelled. */
    public boolean isInForce(Order order) {
        return sql.sql("select exists (select from operator_order_item where order_id = ? and not cancelled)")
                .param(order.id())
                .query(Boolean.class)
                .single();
    }

    /** The orders that cancel this one, or part of it, the oldest first. */
    public List<Order> cancellations(Order order) {
        return sql.sql("select * from operator_order where cancels = ? order by number")
                .param(order.id())
                .query(Order.class)
                .list();
    }

    public List<OrderItem> items(UUID orderId) {
        return sql.sql(
                        "select i.case_target_id, ct.no, ct.original_address as address, t.canonical_key, i.scope, i.cancelled "
                                + "from operator_order_item i join case_target ct on ct.id = i.case_target_id "
                                + "join target t on t.id = i.target_id where i.order_id = ? order by ct.no")
                .param(orderId)
                .query(OrderItem.class)
                .list();
    }

    /** Newest numbers first, page by page; {@code failed} asks for those that an operator did not carry out. */
    public List<Order> search(Boolean failed, String after, int limit) {
        return sql.sql(
                        """
                        select o.* from operator_order o where (:after::text is null or o.number < :after)
                        and (:failed::boolean is null or :failed = exists (
                            select from operator_execution e where e.order_id = o.id and e.state = 'FAILED'))
                        and %s order by o.number desc limit :limit
                        """
                                .formatted(CaseReaders.ordinary("o.case_id")))
                .param("after", after)
                .param("failed", failed)
                .param("limit", limit)
                .query(Order.class)
                .list();
    }
}
