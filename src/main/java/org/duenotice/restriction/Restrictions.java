package org.duenotice.restriction;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.duenotice.law.LegalBases;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.ProtectedKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Restrictions: decided target by target by an officer of the authorised body, who is of another organisation and took no part
 * before. Each approved measure has its scope on the ladder and an end, or a day on which it is looked at again.
 */
@Component
@RequiredArgsConstructor
public class Restrictions {

    private final JdbcClient sql;
    private final Cases cases;
    private final Rounds rounds;
    private final BurdenChecks checks;
    private final Collateral collateral;
    private final DecisionRows rows;
    private final BodyClock bodyClock;
    private final Dispositions dispositions;
    private final Participations participations;
    private final ProtectedExpressions protectedExpressions;
    private final LegalBases legalBases;
    private final Timeline timeline;
    private final Clock clock;

    /** A decision on one target, with its own reasons; the step counts for an approval only. */
    public record TargetDecision(int no, BodyDecision decision, String reasons, Step step) {}

    /**
     * What the officer decides: one decision per undecided target.
     *
     * @param number of the case, or of the notice in an escalation
     * @param hearing null where nothing was chosen; an approval without a hearing needs a choice
     * @param assessment given with the decision by another system; null where it was, or will be, made here
     */
    public record Decision(
            String number,
            List<TargetDecision> targets,
            LocalDate reviewOn,
            LocalDate endsOn,
            ProtectedKind protectedExpression,
            Hearings.Choice hearing,
            Collateral.Assessment assessment,
            Officer officer) {}

    /** A target before the body: its last decision, if any. */
    public record Item(
            UUID caseTargetId, BodyDecision decision, String reasons, LocalDate reviewOn, String decidedBy) {}

    /**
     * Records the officer's decisions; nothing of them is recorded while an assessment or a hearing comes first.
     *
     * @return what the round needs next, or how it ended
     */
    @Transactional
    public DecisionState decide(Decision decision) {
        var round = rounds.of(decision.number());
        var caseFile = rounds.caseOf(round);
        cases.refuseHeld(caseFile.id());
        participations.join(caseFile.id(), decision.officer().id(), Side.AUTHORISED_BODY);
        if (decision.protectedExpression() != null) {
            protectedExpressions.tick(
                    caseFile.id(),
                    decision.protectedExpression(),
                    decision.officer().id());
        }
        var open = rounds.undecided(round).stream()
                .collect(Collectors.toMap(CaseTarget::no, target -> target, (a, b) -> a, LinkedHashMap::new));
        BurdenChecks.eachOnce(
                decision.targets().stream().map(TargetDecision::no).toList(), open.keySet());
        BurdenChecks.withReasons(
                decision.targets().stream().map(TargetDecision::reasons).toList());
        var approved = decision.targets().stream()
                .filter(target -> target.decision() == BodyDecision.APPROVED)
                .toList();
        var permitted = approved.isEmpty()
                ? Map.<Integer, ScopeLadder.Permitted>of()
                : permit(decision, caseFile, round, approved, open);
        var unassessed = checks.unassessed(round, permitted, open);
        if (!unassessed.isEmpty() && decision.assessment() != null) {
            collateral.record(
                    caseFile,
                    round,
                    unassessed,
                    decision.assessment(),
                    decision.officer().id());
        } else if (!unassessed.isEmpty()) {
            collateral.want(caseFile, round, unassessed, decision.officer().id());
            return DecisionState.ASSESSMENT;
        }
        var hearing = approved.isEmpty()
                ? null
                : checks.hearing(
                        decision.hearing(),
                        caseFile,
                        round,
                        () -> preliminary(decision, permitted),
                        decision.officer().id());
        if (!approved.isEmpty() && hearing == null) {
            bodyClock.pause(round, DecisionState.HEARING.name());
            return DecisionState.HEARING;
        }
        for (var target : decision.targets()) {
            save(round, open.get(target.no()), target, permitted.get(target.no()), decision, hearing);
        }
        tell(decision, caseFile, permitted);
        if (round.kind() == Round.Kind.FIRST) {
            decision.targets().stream()
                    .filter(target -> target.decision() == BodyDecision.REFUSED)
                    .forEach(target -> dispositions.set(
                            List.of(open.get(target.no()).id()),
                            Disposition.RESTRICTION_REFUSED,
                            target.reasons(),
                            decision.officer().id()));
        }
        var state = rounds.state(round);
        if (state == DecisionState.RETURNED) {
            bodyClock.pause(round, DecisionState.RETURNED.name());
        } else {
            bodyClock.meet(round);
        }
        return state;
    }

    private Map<Integer, ScopeLadder.Permitted> permit(
            Decision decision,
            CaseFile caseFile,
            Round round,
            List<TargetDecision> approved,
            Map<Integer, CaseTarget> open) {
        var restriction = byId(round.restrictionId());
        var today = LawDay.of(clock.instant());
        return checks.permit(
                caseFile,
                restriction,
                legalBases.validOn(restriction.legalBasis(), today),
                approved.stream()
                        .map(target -> new BurdenChecks.Burden(open.get(target.no()), target.step()))
                        .toList(),
                decision.reviewOn(),
                decision.endsOn());
    }

    private static String preliminary(Decision decision, Map<Integer, ScopeLadder.Permitted> permitted) {
        return decision.targets().stream()
                .map(target ->
                        BurdenChecks.line(target.no(), target.decision(), permitted.get(target.no()), target.reasons()))
                .collect(Collectors.joining("\n"));
    }

    private void save(
            Round round,
            CaseTarget target,
            TargetDecision given,
            ScopeLadder.Permitted step,
            Decision decision,
            UUID hearing) {
        var word = step != null && step.scope() == Scope.PLATFORM ? BodyDecision.SUBMITTED : given.decision();
        if (step == null) {
            rows.insert(
                    round,
                    DecisionRows.Row.without(word, target.id(), given.reasons().strip(), decision.officer()));
            return;
        }
        rows.insert(
                round,
                new DecisionRows.Row(
                        target.id(),
                        word,
                        given.reasons().strip(),
                        step.scope(),
                        decision.reviewOn(),
                        decision.endsOn(),
                        step.ground(),
                        step.words(),
                        step.object(),
                        collateral
                                .covering(round.id(), target.id(), step.scope())
                                .orElse(null),
                        hearing,
                        decision.officer().name(),
                        decision.officer().function(),
                        decision.officer().id(),
                        null,
                        ""));
    }

    private void tell(Decision decision, CaseFile caseFile, Map<Integer, ScopeLadder.Permitted> permitted) {
        decision.targets().stream()
                .collect(Collectors.groupingBy(target -> permitted.containsKey(target.no())
                                && permitted.get(target.no()).scope() == Scope.PLATFORM
                        ? BodyDecision.SUBMITTED
                        : target.decision()))
                .forEach((word, targets) -> timeline.record(
                        caseFile.id(),
                        "BODY_" + word.name(),
                        decision.officer().id(),
                        numbers(targets, permitted),
                        reasons(targets)));
    }

    private static String numbers(List<TargetDecision> targets, Map<Integer, ScopeLadder.Permitted> permitted) {
        return targets.stream()
                .map(target -> permitted.containsKey(target.no())
                                && permitted.get(target.no()).ground() != null
                        ? "%d (%s)"
                                .formatted(
                                        target.no(), permitted.get(target.no()).scope())
                        : String.valueOf(target.no()))
                .collect(Collectors.joining(", "));
    }

    private static String reasons(List<TargetDecision> targets) {
        return targets.stream().map(TargetDecision::reasons).distinct().collect(Collectors.joining("\n"));
    }

    /** Answers the body's remark; the evidence itself is added to the case. */
    @Transactional
    public void supplemented(String number, String remarks, String person) {
        if (remarks == null || remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        var round = rounds.of(number);
        var caseFile = rounds.caseOf(round);
        cases.refuseHeld(caseFile.id());
        participations.join(caseFile.id(), person, Side.UNIT);
        timeline.record(
                caseFile.id(),
                "EVIDENCE_SUPPLEMENTED",
                person,
                byId(round.restrictionId()).number(),
                remarks);
    }

    /** The restriction that the case seeks now, or sought last: one that was reopened may have an earlier one. */
    public Restriction of(UUID caseId) {
        return find(caseId).orElseThrow();
    }

    public Restriction byId(UUID id) {
        return sql.sql("select * from restriction where id = ?")
                .param(id)
                .query(Restriction.class)
                .single();
    }

    /**
     * The restriction that each of these targets is under, or was under last; what the case seeks for other targets is none of theirs.
     *
     * @return by the ids of the targets; one that nothing was ever sought for is missing
     */
    public Map<UUID, Restriction> over(Collection<UUID> caseTargets) {
        var ids = new HashMap<UUID, UUID>();
        sql.sql("select t.id, restriction_over(t.id) from unnest(?) t(id)")
                .param(caseTargets.toArray(UUID[]::new))
                .query(row -> {
                    ids.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        ids.values().removeIf(Objects::isNull);
        var restrictions = ids.values().stream().distinct().collect(Collectors.toMap(id -> id, this::byId));
        return ids.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> restrictions.get(entry.getValue())));
    }

    /** Those of the targets that the body approved under the restriction they are under. */
    public Set<UUID> approvedOf(Collection<UUID> caseTargets) {
        return sql.sql(
                        """
                        select t.id from unnest(?) t(id) where exists (
                            select from restriction_decision d where d.case_target_id = t.id and d.decision = 'APPROVED'
                            and d.restriction_id = restriction_over(t.id))
                        """)
                .param(caseTargets.toArray(UUID[]::new))
                .query(UUID.class)
                .set();
    }

    public Optional<Restriction> find(UUID caseId) {
        return sql.sql("select * from restriction where case_id = ? order by proposed_at desc, number desc limit 1")
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
        return approvals(restrictionId).stream().map(Approval::caseTargetId).toList();
    }

    /** What the body approved last for each target that it approved at all. */
    public List<Approval> approvals(UUID restrictionId) {
        return approvals(restrictionId, null);
    }

    /** The same as it was at that moment, or as it is where the moment is null. */
    public List<Approval> approvals(UUID restrictionId, Instant at) {
        return sql.sql(
                        """
                        select distinct on (case_target_id) case_target_id, scope, object, review_on, ends_on, reasons,
                               officer_name, officer_function, approved_by, decided_at
                        from restriction_decision where restriction_id = :id and decision = 'APPROVED'
                          and (:at::timestamptz is null or decided_at <= :at)
                        order by case_target_id, id desc
                        """)
                .param("id", restrictionId)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Approval.class)
                .list();
    }
}
