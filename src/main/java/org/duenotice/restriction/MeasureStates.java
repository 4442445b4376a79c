package org.duenotice.restriction;

import static org.duenotice.restriction.MeasureState.ACTIVE;
import static org.duenotice.restriction.MeasureState.ANNULLED;
import static org.duenotice.restriction.MeasureState.APPROVED;
import static org.duenotice.restriction.MeasureState.EXPIRED;
import static org.duenotice.restriction.MeasureState.FAILED;
import static org.duenotice.restriction.MeasureState.PARTIALLY_LIFTED;
import static org.duenotice.restriction.MeasureState.PENDING_ACTIVATION;
import static org.duenotice.restriction.MeasureState.PENDING_REMOVAL;
import static org.duenotice.restriction.MeasureState.PENDING_REVIEW;
import static org.duenotice.restriction.MeasureState.PROPORTIONALITY_CHECKED;
import static org.duenotice.restriction.MeasureState.PROPOSED;
import static org.duenotice.restriction.MeasureState.REFUSED;
import static org.duenotice.restriction.MeasureState.REMOVED;
import static org.duenotice.restriction.MeasureState.SUSPENDED;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.DispositionsSet;
import org.duenotice.law.Scope;
import org.duenotice.state.Moves;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The life of each measure: proposed in a round, decided by the body, carried out or not by whoever was asked. It follows what is
 * recorded about the decision and about the target; nothing here decides.
 */
@Component
@RequiredArgsConstructor
class MeasureStates {

    private final JdbcClient sql;
    private final Moves moves;

    private record Measure(UUID id, MeasureState state) {}

    void propose(Round round, Collection<UUID> targets) {
        sql.sql(
                        """
                        insert into restriction_measure (id, round_id, case_target_id, state, proposed_at)
                        select gen_random_uuid(), :round, t.id, 'PROPOSED', :at from unnest(:targets) t(id)
                        """)
                .param("round", round.id())
                .param("at", round.openedAt().atOffset(ZoneOffset.UTC))
                .param("targets", targets.toArray(UUID[]::new))
                .update();
    }

    void decided(Round round, DecisionRows.Row row) {
        if (round.kind() == Round.Kind.REVIEW) {
            reviewed(round, row);
            return;
        }
        var measure = sql.sql("select id from restriction_measure where round_id = ? and case_target_id = ?")
                .params(round.id(), row.caseTargetId())
                .query(UUID.class)
                .single();
        switch (row.decision()) {
            case APPROVED -> {
                step(measure, row, PROPORTIONALITY_CHECKED);
                step(measure, row, APPROVED);
                replaceNarrower(measure, row);
            }
            case SUBMITTED -> step(measure, row, PROPORTIONALITY_CHECKED);
            case SENT_BACK -> step(measure, row, PROPOSED);
            case REFUSED -> step(measure, row, REFUSED);
            case RETURNED, LIFTED -> {
                // stays proposed until there is more evidence; only what stands is lifted
            }
        }
    }

    /** What stands on goes back to where it was; what was narrowed once stays so. What is lifted goes with its restoration. */
    private void reviewed(Round round, DecisionRows.Row row) {
        if (row.decision() != BodyDecision.APPROVED) {
            return;
        }
        last(List.of(row.caseTargetId())).stream()
                .filter(measure -> measure.state() == PENDING_REVIEW)
                .forEach(measure -> moves.move(
                        measure.id(),
                        isNarrowed(round, row) || wasNarrowed(measure) ? PARTIALLY_LIFTED : ACTIVE,
                        row.reasons(),
                        row.approvedBy() == null ? row.decidedBy() : row.approvedBy()));
    }

    /** Stands on as it was before its review. */
    void standOn(Collection<UUID> targets, String reasons, String person) {
        last(targets).stream()
                .filter(measure -> measure.state() == PENDING_REVIEW)
                .forEach(measure ->
                        moves.move(measure.id(), wasNarrowed(measure) ? PARTIALLY_LIFTED : ACTIVE, reasons, person));
    }

    private boolean wasNarrowed(Measure measure) {
        return sql.sql("select from_state from state_move where subject = ? order by id desc limit 1")
                .param(measure.id())
                .query(String.class)
                .single()
                .equals(PARTIALLY_LIFTED.name());
    }

    private boolean isNarrowed(Round round, DecisionRows.Row row) {
        return sql.sql(
                        """
                        select d.scope from restriction_decision d where d.restriction_id = ? and d.case_target_id = ?
                        and d.decision = 'APPROVED' and d.round_id <> ? order by d.id desc limit 1
                        """)
                .params(round.restrictionId(), row.caseTargetId(), round.id())
                .query(Scope.class)
                .optional()
                .filter(before -> row.scope().compareTo(before) < 0)
                .isPresent();
    }

    void review(Collection<UUID> targets, String number) {
        moves.move(able(targets, PENDING_REVIEW), PENDING_REVIEW, number, Timeline.SOFTWARE);
    }

    /** The term that was set has come: measures that can expire have expired; what failed before stays failed. */
    void expire(Collection<UUID> targets, String reasons) {
        moves.move(able(targets, EXPIRED), EXPIRED, reasons, Timeline.SOFTWARE);
    }

    private void step(UUID measure, DecisionRows.Row row, MeasureState to) {
        moves.move(
                measure,
                to,
                row.reasons(),
                row.approvedBy() != null && to == APPROVED ? row.approvedBy() : row.decidedBy());
    }

    /** A wider measure is approved only where the narrower one has failed. */
    private void replaceNarrower(UUID measure, DecisionRows.Row row) {
        var narrower = sql.sql(
                        """
                        select id, state from restriction_measure
                        where case_target_id = ? and id <> ? and state in ('APPROVED', 'PENDING_ACTIVATION')
                        """)
                .params(row.caseTargetId(), measure)
                .query(MeasureStates::measure)
                .list();
        moves.move(narrower.stream().map(Measure::id).toList(), FAILED, row.widerWords(), row.decidedBy());
    }

    /** What becomes of a target is what becomes of the measure on it. */
    @EventListener
    void follow(DispositionsSet set) {
        var steps =
                switch (set.disposition()) {
                    case UNDER_NOTICE, UNDER_ORDER -> List.of(PENDING_ACTIVATION);
                    case REMOVED, GEO_RESTRICTED, LABELLED, RESTRICTED_BY_OPERATOR -> List.of(ACTIVE);
                    case NOT_COMPLIED -> List.of(FAILED);
                    case ALREADY_UNAVAILABLE -> List.of(EXPIRED);
                    case SUSPENDED -> List.of(SUSPENDED);
                    case BEING_RESTORED -> List.of(PENDING_REMOVAL);
                    case WITHDRAWN, DUPLICATE, RESCINDED -> List.of(ANNULLED);
                    case RESTRICTION_LIFTED -> List.of(PENDING_REMOVAL, REMOVED);
                    case IN_QUALIFICATION,
                            REFERRED,
                            RESTRICTION_SOUGHT,
                            RESTRICTION_REFUSED,
                            NO_VIOLATION,
                            OUT_OF_COMPETENCE,
                            MOVED -> List.<MeasureState>of();
                };
        steps.forEach(to -> moves.move(able(set.caseTargets(), to), to, set.reasons(), set.person()));
        if (set.disposition() == Disposition.WITHDRAWN || set.disposition() == Disposition.BEING_RESTORED) {
            annulUndecided(set);
        }
    }

    private List<UUID> able(Collection<UUID> targets, MeasureState to) {
        return last(targets).stream()
                .filter(measure -> measure.state().next().contains(to))
                .map(Measure::id)
                .toList();
    }

    /** What the body has not decided yet is not decided any more once the measure is taken back. */
    private void annulUndecided(DispositionsSet set) {
        var open = sql.sql("select id from restriction_measure where case_target_id = any (?) and state = any (?)")
                .params(set.caseTargets().toArray(UUID[]::new), names(PROPOSED, PROPORTIONALITY_CHECKED))
                .query(UUID.class)
                .list();
        moves.move(open, ANNULLED, set.reasons(), set.person());
    }

    /** The measure on each target that was approved last, of the restriction that the target is under. */
    private List<Measure> last(Collection<UUID> targets) {
        return sql.sql(
                        """
                        select m.id, m.state from unnest(:targets) t(id) cross join lateral (
                            select id, state from restriction_measure m where m.case_target_id = t.id
                            and m.state <> all (:undecided) and exists (select from restriction_round o
                                where o.id = m.round_id and o.restriction_id = restriction_over(t.id))
                            and (m.state <> 'ANNULLED' or exists (
                                select from restriction_decision d where d.round_id = m.round_id
                                and d.case_target_id = m.case_target_id and d.decision = 'APPROVED'))
                            order by m.proposed_at desc limit 1) m
                        """)
                .param("targets", targets.toArray(UUID[]::new))
                .param("undecided", names(PROPOSED, PROPORTIONALITY_CHECKED, REFUSED))
                .query(MeasureStates::measure)
                .list();
    }

    private static String[] names(MeasureState... states) {
        return Arrays.stream(states).map(MeasureState::name).toArray(String[]::new);
    }

    private static Measure measure(ResultSet row, int no) throws SQLException {
        return new Measure(row.getObject(1, UUID.class), MeasureState.valueOf(row.getString(2)));
    }
}
