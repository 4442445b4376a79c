package org.duenotice.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What platforms and operators were asked for, and how they answered. */
@Component
@RequiredArgsConstructor
class PlatformFigures {

    /**
     * One row a platform, and one without a code for all. A notice counts in the period in which its first letter left; what became of
     * it, and of each of its targets, is told as of the end. An acknowledgement is the first word of the platform: the reference its
     * interface or form gave back, a question, an answer. A target took effect when the platform said so, if a person saw it gone
     * afterwards where that can be seen: what our own look took is not the platform's time.
     */
    private static final String PLATFORMS =
            """
            with sent as materialized (
                select n.id, n.number, n.platform_code, a.finished_at as sent_at
                from delivery_attempt a join letter l on l.id = a.letter_id and l.kind = 'NOTICE' join notice n on n.id = l.notice_id
                where a.state in ('SENT', 'SETTLED_AS_SENT') and a.finished_at >= :from and a.finished_at < :to
                    and not exists (select from delivery_attempt e where e.letter_id = a.letter_id and e.no < a.no
                                    and e.state in ('SENT', 'SETTLED_AS_SENT'))
            ), word as (
                select s.id, min(w.answered_at) as heard_at, min(w.answered_at) filter (where w.kind = 'OUTCOME') as answered_at
                from sent s join answer w on w.notice_id = s.id and w.answered_at < :to group by s.id
            ), late as (
                select distinct on (s.id) s.id, w.late from sent s join answer w on w.notice_id = s.id and w.kind = 'OUTCOME'
                where w.answered_at < :to order by s.id, w.answered_at, w.id
            ), receipt as (
                select s.id, min(p.happened_at) as heard_at
                from sent s join letter l on l.notice_id = s.id join delivery_proof p on p.letter_id = l.id
                where p.kind in ('API_REFERENCE', 'FORM_CONFIRMATION') and p.happened_at < :to group by s.id
            ), breach as (
                select distinct s.id from sent s join clock c on c.subject = s.number
                join clock_event e on e.clock_id = c.id and e.state = 'BREACHED' and e.effective_at < :to
                where not exists (select from clock_held h where h.rule_code = c.rule_code)
            ), spoken as materialized (
                select a.id, a.notice_id, a.answered_at, a.recorded_at, count(*) over (partition by a.notice_id) > 1 as again
                from sent s join answer a on a.notice_id = s.id and a.kind = 'OUTCOME' and a.answered_at < :to
            ), said as (
                select p.notice_id, i.case_target_id, i.outcome, i.ground,
                       case when i.outcome in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED') then p.answered_at end as effect_at
                from spoken p join answer_item i on i.answer_id = p.id where not p.again
                union all
                (select distinct on (p.notice_id, i.case_target_id) p.notice_id, i.case_target_id, i.outcome, i.ground,
                        min(p.answered_at) filter (where i.outcome in ('REMOVED', 'GEO_RESTRICTED', 'LABELLED'))
                            over (partition by p.notice_id, i.case_target_id)
                 from spoken p join answer_item i on i.answer_id = p.id where p.again
                 order by p.notice_id, i.case_target_id, p.recorded_at desc)
            ), looked as (
                select v.notice_id, v.case_target_id, max(v.id) filter (where v.confirmed) = max(v.id) as confirmed
                from sent s join verification v on v.notice_id = s.id and v.verified_at < :to group by 1, 2
            ), item as materialized (
                select s.id, s.platform_code, a.outcome, a.ground,
                       coalesce(a.outcome in ('GEO_RESTRICTED', 'LABELLED')
                                or a.outcome in ('REMOVED', 'ALREADY_GONE') and l.confirmed, false) as done,
                       greatest(0, date_part('epoch', a.effect_at - s.sent_at) / 3600) as hours
                from sent s join said a on a.notice_id = s.id
                left join looked l on l.notice_id = s.id and l.case_target_id = a.case_target_id
            ), asked as (
                select i.notice_id as id, count(*) as items from sent s join notice_item i on i.notice_id = s.id group by 1
            ), whole as (
                select id, count(*) filter (where done) as done, count(*) filter (where outcome <> 'PENDING') as said,
                       count(*) filter (where outcome = 'REMOVED' and done) as removed,
                       count(*) filter (where outcome = 'GEO_RESTRICTED') as geo,
                       count(*) filter (where outcome = 'LABELLED') as labelled,
                       count(*) filter (where outcome = 'ALREADY_GONE' and done) as gone,
                       count(*) filter (where ground = 'PROCEDURE' and outcome = 'REFUSED') as procedure,
                       count(*) filter (where ground = 'LAW' and outcome = 'REFUSED') as law,
                       count(*) filter (where ground = 'POLICY' and outcome = 'REFUSED') as policy,
                       count(*) filter (where outcome = 'NO_ACTION') as no_action,
                       count(*) filter (where not done and outcome in ('REMOVED', 'ALREADY_GONE')) as unconfirmed
                from item group by 1
            ), effect as (
                select platform_code, percentile_cont(array[0.5, 0.9]) within group (order by hours) as effect_hours
                from item where done and hours is not null group by grouping sets ((platform_code), ())
            ), per_notice as (
                select s.platform_code, date_part('epoch', least(w.heard_at, r.heard_at) - s.sent_at) / 3600 as heard, w.answered_at,
                       t.late, b.id is not null as breached, k.items, h.*
                from sent s left join word w using (id) left join late t using (id) left join receipt r using (id)
                left join breach b using (id) left join whole h using (id) left join asked k using (id)
            ), by_notice as (
                select platform_code, count(*) as notices, count(heard) as acknowledged, count(answered_at) as answered,
                       count(*) filter (where late) as late,
                       count(*) filter (where answered_at is null and breached) as silent,
                       count(*) filter (where breached) as breached,
                       count(*) filter (where done > 0 and done < items) as partial,
                       percentile_cont(array[0.5, 0.9]) within group (order by greatest(0, heard)) filter (where heard is not null)
                           as heard_hours,
                       sum(items) as items, sum(removed) as removed, sum(geo) as geo, sum(labelled) as labelled, sum(gone) as gone,
                       sum(procedure) as procedure, sum(law) as law, sum(policy) as policy, sum(no_action) as no_action,
                       sum(unconfirmed) as unconfirmed, sum(items - coalesce(said, 0)) as unanswered
                from per_notice group by grouping sets ((platform_code), ())
            )
            select n.*, e.effect_hours from by_notice n left join effect e on e.platform_code is not distinct from n.platform_code
            order by n.notices desc, n.platform_code
            """;

    private final JdbcClient sql;

    /** The line of all comes without a platform. */
    List<PeriodReport.PlatformLine> lines(Period period) {
        return sql.sql(PLATFORMS)
                .params(IntakeFigures.during(period))
                .query(PlatformFigures::line)
                .list();
    }

    PeriodReport.Notices notices(Period period, PeriodReport.PlatformLine all) {
        return sql.sql(
                        """
                        with issued as (
                            select o.id, o.kind, (select count(*) from operator_order_item i where i.order_id = o.id) as items
                            from operator_order o where o.issued_at >= :from and o.issued_at < :to
                        ), confirmed as (
                            select greatest(0, extract(epoch from min(c.confirmed_at) - x.sent_at) / 3600) as hours
                            from issued o join operator_execution x on x.order_id = o.id
                            join operator_confirmation c on c.order_id = x.order_id and c.operator_code = x.operator_code
                            where c.outcome = 'EXECUTED' and c.confirmed_at < :to group by x.order_id, x.operator_code, x.sent_at
                        )
                        select (select count(*) from issued where kind = 'RESTRICT') as orders,
                               (select coalesce(sum(items), 0) from issued where kind = 'RESTRICT') as order_items,
                               (select count(*) from issued where kind = 'CANCEL') as cancellations,
                               (select count(*) from confirmed) as confirmations,
                               (select percentile_cont(array[0.5, 0.9]) within group (order by hours) from confirmed) as hours
                        """)
                .params(IntakeFigures.during(period))
                .query((row, no) -> new PeriodReport.Notices(
                        all.notices(),
                        all.items(),
                        row.getLong("orders"),
                        row.getLong("order_items"),
                        row.getLong("cancellations"),
                        row.getLong("confirmations"),
                        hours(row, "hours", 0),
                        hours(row, "hours", 1)))
                .single();
    }

    private static PeriodReport.PlatformLine line(ResultSet row, int no) throws SQLException {
        return new PeriodReport.PlatformLine(
                row.getString("platform_code"),
                row.getLong("notices"),
                row.getLong("acknowledged"),
                row.getLong("answered"),
                row.getLong("late"),
                row.getLong("silent"),
                row.getLong("breached"),
                row.getLong("partial"),
                row.getLong("items"),
                row.getLong("removed"),
                row.getLong("geo"),
                row.getLong("labelled"),
                row.getLong("gone"),
                new TreeMap<>(Map.of(
                        "PROCEDURE", row.getLong("procedure"),
                        "LAW", row.getLong("law"),
                        "POLICY", row.getLong("policy"))),
                row.getLong("no_action"),
                row.getLong("unconfirmed"),
                row.getLong("unanswered"),
                hours(row, "heard_hours", 0),
                hours(row, "heard_hours", 1),
                hours(row, "effect_hours", 0),
                hours(row, "effect_hours", 1));
    }

    /** Null where nothing was measured. */
    private static Double hours(ResultSet row, String column, int place) throws SQLException {
        var both = row.getArray(column);
        return both == null ? null : ((Double[]) both.getArray())[place];
    }
}
