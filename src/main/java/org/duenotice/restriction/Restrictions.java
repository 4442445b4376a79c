package org.duenotice.restriction;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.qualification.Qualifications;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Restrictions: proposed by the unit, decided target by target by an officer of the authorised body, who is of another
 * organisation and took no part before. An approved measure is the narrowest, the item itself, and has a day of review.
 */
@Component
@RequiredArgsConstructor
public class Restrictions {

    /** No restriction stands longer than this without being looked at again. */
    private static final int LONGEST_MONTHS = 12;

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Cases cases;
    private final Dispositions dispositions;
    private final Participations participations;
    private final Qualifications qualifications;
    private final ProtectedExpressions protectedExpressions;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Timeline timeline;
    private final Clock clock;

    /** A decision on one target, with its own reasons; approved ones carry the day of review. */
    public record TargetDecision(int no, BodyDecision decision, String reasons) {}

    /** What the officer enters: one decision per undecided target. */
    public record Decision(
            String caseNumber,
            List<TargetDecision> targets,
            LocalDate reviewOn,
            ProtectedKind protectedExpression,
            String officer) {}

    /** A target before the body: its last decision, if any. */
    public record Item(
            UUID caseTargetId, BodyDecision decision, String reasons, LocalDate reviewOn, String decidedBy) {}

    @Transactional
    public Restriction propose(String caseNumber) {
        var caseFile = cases.byNumber(caseNumber);
        var prepared = qualifications.last(caseFile.id()).orElseThrow();
        var now = clock.instant();
        var id = UUID.randomUUID();
        var number = "R-%d-%06d"
                .formatted(
                        LawDay.of(now).getYear(),
                        sql.sql("select nextval('restriction_number')")
                                .query(Long.class)
                                .single());
        sql.sql("insert into restriction values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        number,
                        caseFile.id(),
                        prepared.restrictionBasis(),
                        prepared.judicialAct(),
                        prepared.reasons(),
                        prepared.preparedBy(),
                        now.atOffset(ZoneOffset.UTC)))
                .update();
        var sought = cases.targets(caseFile.id()).stream()
                .filter(target -> target.disposition() == Disposition.RESTRICTION_SOUGHT)
                .toList();
        jdbc.batchUpdate("insert into restriction_target values (?, ?)", sought, 100, (row, target) -> {
            row.setObject(1, id);
            row.setObject(2, target.id());
        });
        timeline.record(caseFile.id(), "BODY_NOTIFIED", Timeline.SOFTWARE, number, "");
        return of(caseFile.id());
    }

    /**
     * Records the officer's decisions.
     *
     * @return RETURNED while a target waits for more evidence, else APPROVED when any target was approved, else REFUSED
     */
    @Transactional
    public BodyDecision decide(Decision decision) {
        var caseFile = cases.byNumber(decision.caseNumber());
        var restriction = of(caseFile.id());
        participations.join(caseFile.id(), decision.officer(), Side.AUTHORISED_BODY);
        if (decision.protectedExpression() != null) {
            protectedExpressions.tick(caseFile.id(), decision.protectedExpression(), decision.officer());
        }
        check(decision, caseFile, restriction);
        var idByNo = cases.targets(caseFile.id()).stream().collect(Collectors.toMap(CaseTarget::no, CaseTarget::id));
        decision.targets().forEach(target -> save(restriction, idByNo.get(target.no()), target, decision));
        decision.targets().stream()
                .collect(Collectors.groupingBy(TargetDecision::decision))
                .forEach((word, targets) -> timeline.record(
                        caseFile.id(), "BODY_" + word.name(), decision.officer(), numbers(targets), reasons(targets)));
        var refused = decision.targets().stream()
                .filter(target -> target.decision() == BodyDecision.REFUSED)
                .toList();
        refused.forEach(target -> dispositions.set(
                List.of(idByNo.get(target.no())),
                Disposition.RESTRICTION_REFUSED,
                target.reasons(),
                decision.officer()));
        return whole(restriction.id());
    }

    private static String numbers(List<TargetDecision> targets) {
        return targets.stream().map(target -> String.valueOf(target.no())).collect(Collectors.joining(", "));
    }

    private static String reasons(List<TargetDecision> targets) {
        return targets.stream().map(TargetDecision::reasons).distinct().collect(Collectors.joining("\n"));
    }

    private void check(Decision decision, CaseFile caseFile, Restriction restriction) {
        var undecided = undecidedNumbers(caseFile, restriction);
        var given = decision.targets().stream().map(TargetDecision::no).sorted().toList();
        if (!given.equals(undecided)) {
            throw Problem.invalid("restriction.each-target-once", undecided, given);
        }
        if (decision.targets().stream()
                .anyMatch(target -> target.reasons() == null || target.reasons().isBlank())) {
            throw Problem.invalid("reasons-missing");
        }
        var approves = decision.targets().stream().anyMatch(target -> target.decision() == BodyDecision.APPROVED);
        if (!approves) {
            return;
        }
        var today = LawDay.of(clock.instant());
        legalBases.validOn(restriction.legalBasis(), today);
        if (restriction.judicialAct() != null) {
            judicialActs.inForce(restriction.judicialAct(), today);
        }
        if (decision.reviewOn() == null
                || !decision.reviewOn().isAfter(today)
                || decision.reviewOn().isAfter(today.plusMonths(LONGEST_MONTHS))) {
            throw Problem.invalid("restriction.review-date", today, today.plusMonths(LONGEST_MONTHS));
        }
        if (protectedExpressions.ticked(caseFile.id()).isPresent() && !qualifications.isPermitted(caseFile.id())) {
            throw Problem.conflict("qualification.protected", caseFile.number());
        }
    }

    /** The numbers, in the case, of the targets that still need the body's word. */
    public List<Integer> undecidedNumbers(CaseFile caseFile, Restriction restriction) {
        var items = items(restriction.id());
        var numbers = new ArrayList<Integer>();
        for (var target : cases.targets(caseFile.id())) {
            var item = items.get(target.id());
            if (item != null && (item.decision() == null || item.decision() == BodyDecision.RETURNED)) {
                numbers.add(target.no());
            }
        }
        return numbers;
    }

    private void save(Restriction restriction, UUID caseTarget, TargetDecision target, Decision decision) {
        sql.sql(
                        "insert into restriction_decision (restriction_id, case_target_id, decision, reasons, review_on, decided_by, "
                                + "decided_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        restriction.id(),
                        caseTarget,
                        target.decision().name(),
                        target.reasons().strip(),
                        target.decision() == BodyDecision.APPROVED ? decision.reviewOn() : null,
                        decision.officer(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
    }

    private BodyDecision whole(UUID restrictionId) {
        var words = items(restrictionId).values().stream().map(Item::decision).toList();
        if (words.contains(BodyDecision.RETURNED)) {
            return BodyDecision.RETURNED;
        }
        return words.contains(BodyDecision.APPROVED) ? BodyDecision.APPROVED : BodyDecision.REFUSED;
    }

    /** Answers the body's remark; the evidence itself is added to the case. */
    @Transactional
    public void supplemented(String caseNumber, String remarks, String person) {
        if (remarks == null || remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        var caseFile = cases.byNumber(caseNumber);
        participations.join(caseFile.id(), person, Side.UNIT);
        timeline.record(
                caseFile.id(),
                "EVIDENCE_SUPPLEMENTED",
                person,
                of(caseFile.id()).number(),
                remarks);
    }

    public Restriction of(UUID caseId) {
        return find(caseId).orElseThrow();
    }

    public Optional<Restriction> find(UUID caseId) {
        return sql.sql("select * from restriction where case_id = ?")
                .param(caseId)
                .query(Restriction.class)
                .optional();
    }

    /** Each target before the body, by its id in the case. */
    public Map<UUID, Item> items(UUID restrictionId) {
        var items = new HashMap<UUID, Item>();
        sql.sql(
                        """
                        select t.case_target_id, d.decision, d.reasons, d.review_on, d.decided_by from restriction_target t
                        left join lateral (
                            select * from restriction_decision d where d.restriction_id = t.restriction_id
                            and d.case_target_id = t.case_target_id order by d.id desc limit 1) d on true
                        where t.restriction_id = ?
                        """)
                .param(restrictionId)
                .query(Item.class)
                .list()
                .forEach(item -> items.put(item.caseTargetId(), item));
        return items;
    }

    /** The targets that the body approved. */
    public List<UUID> approved(UUID restrictionId) {
        return sql.sql(
                        "select case_target_id from restriction_decision where restriction_id = ? and decision = 'APPROVED'")
                .param(restrictionId)
                .query(UUID.class)
                .list();
    }
}
