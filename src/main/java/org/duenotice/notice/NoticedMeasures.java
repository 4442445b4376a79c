package org.duenotice.notice;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.restriction.MeasuresTaken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What notices came to, for the ladder of measures: a refusal, no action, a claim that a person found untrue, or silence past the term. */
@Component
@RequiredArgsConstructor
class NoticedMeasures implements MeasuresTaken {

    /** A failure counts for the content, in whichever case it was asked for; a withdrawn notice asked for nothing. */
    private static final String FAILURES =
            """
            select ct.id as case_target_id, coalesce(d.scope, 'ITEM') as scope, n.number as notice_number,
                   case when i.outcome = 'PENDING' then n.state when i.verified = false then 'STILL_THERE' else i.outcome end
                       as outcome,
                   n.created_at as at
            from case_target ct
            join notice_item i on i.target_id = ct.target_id
            join notice n on n.id = i.notice_id
            left join lateral (
                select scope from restriction_decision d where d.restriction_id = n.restriction_id
                and d.case_target_id = i.case_target_id and d.decision = 'APPROVED' and d.decided_at <= n.created_at
                order by d.id desc limit 1) d on true
            where ct.id = any (?) and n.state <> 'WITHDRAWN' and i.undone_by is null
            and (i.outcome in ('REFUSED', 'NO_ACTION') or i.verified = false
                 or (i.outcome = 'PENDING' and n.state in ('BREACHED', 'UNDELIVERED', 'NOT_COMPLIED', 'PARTIALLY_COMPLIED')))
            order by n.created_at
            """;

    private static final String REMAINING =
            """
            select distinct i.case_target_id from notice_item i join notice n on n.id = i.notice_id
            where (n.number = :number or (:case)::uuid = n.case_id) and n.state <> 'WITHDRAWN' and i.undone_by is null
            and not (i.outcome in ('GEO_RESTRICTED', 'LABELLED')
                     or (i.outcome in ('REMOVED', 'ALREADY_GONE') and i.verified is true))
            """;

    private final JdbcClient sql;
    private final Cases cases;

    @Override
    public List<Failure> failures(Collection<UUID> caseTargets) {
        return sql.sql(FAILURES)
                .param(caseTargets.toArray(UUID[]::new))
                .query(Failure.class)
                .list();
    }

    @Override
    public Remaining remaining(String number) {
        var ofNotice = sql.sql("select case_id from notice where number = ?")
                .param(number)
                .query(UUID.class)
                .optional();
        var targets = sql.sql(REMAINING)
                .param("number", number)
                .param(
                        "case",
                        ofNotice.isPresent() ? null : cases.byNumber(number).id())
                .query(UUID.class)
                .list();
        return new Remaining(ofNotice.orElseGet(() -> cases.byNumber(number).id()), targets);
    }
}
