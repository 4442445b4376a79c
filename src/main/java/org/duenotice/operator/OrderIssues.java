package org.duenotice.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.measure.Addressee;
import org.duenotice.measure.Measures;
import org.duenotice.notice.Notices;
import org.duenotice.restriction.Approval;
import org.duenotice.restriction.Restriction;
import org.duenotice.restriction.Restrictions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which targets are ordered to be restricted, in batches, when the body has approved them. */
@Component
@RequiredArgsConstructor
public class OrderIssues {

    private final Orders orders;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Restrictions restrictions;
    private final Measures measures;
    private final Notices notices;
    private final Operators operators;
    private final OrderSettings settings;
    private final Timeline timeline;

    /**
     * Issues the orders for the approved targets that nobody answers for, in batches. A target that something already asks for is
     * not ordered twice; it becomes a duplicate.
     *
     * @return the numbers of the orders
     */
    @Transactional
    public List<String> issue(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var restriction = restrictions.of(caseFile.id());
        var sought = measures.addressedTo(caseFile, Addressee.OPERATORS).stream()
                .filter(target -> target.disposition() == Disposition.RESTRICTION_SOUGHT)
                .toList();
        var ordered = withoutOpenMeasure(sought, restriction.number());
        return batches(caseFile, restriction, null, ordered, restriction.reasons());
    }

    /** Issues the orders for what a closed notice left undone and the body approved again after that, in the approved scope. */
    @Transactional
    public List<String> issueForRest(String noticeNumber) {
        var notice = notices.byNumber(noticeNumber);
        var caseFile = cases.byId(notice.caseId());
        var restriction = restrictions.byId(notice.restrictionId());
        var undone = notices.items(notice.id()).stream()
                .filter(item -> !item.isSettled())
                .map(item -> item.caseTargetId())
                .collect(Collectors.toSet());
        var approved = restrictions.approvals(restriction.id(), null).stream()
                .filter(approval -> undone.contains(approval.caseTargetId())
                        && approval.decidedAt().isAfter(notice.closedAt()))
                .map(Approval::caseTargetId)
                .collect(Collectors.toSet());
        var rest = cases.targets(caseFile.id()).stream()
                .filter(target -> approved.contains(target.id()))
                .toList();
        return batches(
                caseFile,
                restriction,
                notice.id(),
                withoutOpenMeasure(rest, restriction.number()),
                restriction.reasons());
    }

    /** Issues orders in the scope that counts now for what a wider order restricts; the basis is the one worded today. */
    List<String> issueNarrower(CaseFile caseFile, Restriction restriction, List<CaseTarget> targets, String reasons) {
        return batches(caseFile, restriction, null, targets, reasons);
    }

    private List<CaseTarget> withoutOpenMeasure(List<CaseTarget> targets, String restriction) {
        var open = notices.underMeasure(targets);
        var duplicates = targets.stream()
                .filter(target -> open.contains(target.targetId()))
                .map(CaseTarget::id)
                .toList();
        dispositions.set(duplicates, Disposition.DUPLICATE, restriction, Timeline.SOFTWARE);
        return targets.stream()
                .filter(target -> !open.contains(target.targetId()))
                .toList();
    }

    private List<String> batches(
            CaseFile caseFile, Restriction restriction, UUID notice, List<CaseTarget> targets, String reasons) {
        var numbers = new ArrayList<String>();
        for (var from = 0; from < targets.size(); from += settings.batch()) {
            var batch = targets.subList(from, Math.min(from + settings.batch(), targets.size()));
            var order = orders.insert(
                    new Orders.Draft(
                            OrderKind.RESTRICT,
                            null,
                            caseFile.id(),
                            restriction.id(),
                            notice,
                            restriction.legalBasis(),
                            reasons,
                            Timeline.SOFTWARE,
                            null,
                            null),
                    batch);
            orders.addressees(order, operators.on(LawDay.of(order.issuedAt())));
            dispositions.set(
                    batch.stream()
                            .filter(target -> target.disposition() != Disposition.RESTRICTED_BY_OPERATOR)
                            .map(CaseTarget::id)
                            .toList(),
                    Disposition.UNDER_ORDER,
                    order.number(),
                    Timeline.SOFTWARE);
            timeline.record(caseFile.id(), "ORDER_ISSUED", Timeline.SOFTWARE, order.number(), "" + batch.size());
            numbers.add(order.number());
        }
        return numbers;
    }
}
