package org.duenotice.restriction;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The day of each measure: which ones fall due, and what their day makes of them. */
@Component
@RequiredArgsConstructor
public class MeasureTerms {

    /** Only what stands can be looked at again; what is being carried out, failed or is suspended can only come to its end. */
    private static final String DUE =
            """
            m.due_on is not null
            and (m.state in ('ACTIVE', 'PARTIALLY_LIFTED') and m.due_on <= :until
                 or m.state in ('APPROVED', 'PENDING_ACTIVATION', 'SUSPENDED', 'FAILED') and m.due_on < :today)
            """;

    private final JdbcClient sql;
    private final MeasureStates states;

    /** What falls due together: one restriction, one day. */
    public record Due(UUID restrictionId, LocalDate dueOn) {}

    /** A measure that falls due, and the decision that says so. */
    public record DueMeasure(UUID measureId, UUID caseTargetId, long decisionId) {}

    /**
     * What is to be looked at by then, the most urgent first; what is sealed is nobody's here.
     *
     * @param after the last one of the page before, or null
     */
    public List<Due> due(LocalDate until, LocalDate today, Due after, int limit) {
        return sql.sql(
                        """
                        select distinct o.restriction_id, m.due_on
                        from restriction_measure m join restriction_round o on o.id = m.round_id
                        join restriction r on r.id = o.restriction_id
                        where m.due_on <= :until and m.state in
                            ('APPROVED', 'PENDING_ACTIVATION', 'ACTIVE', 'PENDING_REVIEW', 'PARTIALLY_LIFTED', 'SUSPENDED', 'FAILED')
                          and %s and (m.due_on, o.restriction_id) > (:day, :restriction)
                          and not exists (select from kept_sealed s where s.case_id = r.case_id)
                          and not exists (select from restriction_review_target t join restriction_review v on v.id = t.review_id
                                          where t.measure_id = m.id and v.open and v.due_on = m.due_on)
                        order by m.due_on, o.restriction_id limit :limit
                        """
                                .formatted(DUE))
                .param("until", until)
                .param("today", today)
                .param("day", after == null ? LocalDate.EPOCH : after.dueOn())
                .param("restriction", after == null ? new UUID(0, 0) : after.restrictionId())
                .param("limit", limit)
                .query(Due.class)
                .list();
    }

    /** The measures of a restriction that fall due on that day and that no open review has. */
    public List<DueMeasure> measures(Due due, LocalDate until, LocalDate today) {
        return sql.sql(
                        """
                        select m.id as measure_id, m.case_target_id, d.id as decision_id
                        from restriction_round o join restriction_measure m on m.round_id = o.id
                        join lateral (select id from restriction_decision d where d.case_target_id = m.case_target_id
                                      and d.restriction_id = o.restriction_id and d.decision = 'APPROVED'
                                      order by d.id desc limit 1) d on true
                        where o.restriction_id = :restriction and m.due_on = :day and %s
                          and not exists (select from restriction_review_target t join restriction_review v on v.id = t.review_id
                                          where t.measure_id = m.id and v.open and v.due_on = m.due_on)
                        order by m.case_target_id
                        """
                                .formatted(DUE))
                .param("restriction", due.restrictionId())
                .param("day", due.dueOn())
                .param("until", until)
                .param("today", today)
                .query(DueMeasure.class)
                .list();
    }

    /** What stands waits for its review from now on. */
    public void review(Collection<UUID> caseTargets, String number) {
        states.review(caseTargets, number);
    }

    /** What was reviewed stands on as it was. */
    public void standOn(Collection<UUID> caseTargets, String person) {
        states.standOn(caseTargets, "", person);
    }

    /** The day has come. */
    public void expire(Collection<UUID> caseTargets, String reasons) {
        states.expire(caseTargets, reasons);
    }
}
