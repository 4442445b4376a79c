package org.duenotice.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Terms that ran out, what was contested and undone, what came back, and what was left open at the end. */
@Component
@RequiredArgsConstructor
class LaterFigures {

    /** Grounds of a restoration that say the measure should not have been; a target opened again on two of them is one mistake. */
    private static final Set<String> MISTAKES = Set.of("OVER_BLOCKING", "APPEAL", "SELF_CORRECTION", "COURT");

    private static final List<String> AGES = List.of("UNDER_7", "UNDER_30", "UNDER_90", "UNDER_180", "OLDER");

    private final JdbcClient sql;

    List<PeriodReport.Breach> breaches(Period period) {
        return sql.sql(
                        """
                        select c.rule_code as rule, max(c.citation_ru) as citation_ru, max(c.citation_kk) as citation_kk,
                               max(c.citation_en) as citation_en, count(*) as count
                        from clock_event e join clock c on c.id = e.clock_id
                        where e.state = 'BREACHED' and e.effective_at >= :from and e.effective_at < :to
                            and c.rule_code not in (select rule_code from unowed_term)
                        group by 1 order by count(*) desc, 1
                        """)
                .params(IntakeFigures.during(period))
                .query(PeriodReport.Breach.class)
                .list();
    }

    PeriodReport.Appeals appeals(Period period) {
        var byAppellant = counts(
                """
                select a.appellant, count(*) from state_move m join appeal a on a.id = m.subject
                where m.machine = 'APPEAL' and m.from_state = '' and m.effective_at >= :from and m.effective_at < :to group by 1
                """,
                period);
        var outcomes = counts(
                """
                select m.to_state, count(*) from state_move m
                where m.machine = 'APPEAL' and m.effective_at >= :from and m.effective_at < :to
                    and m.to_state not in ('RECEIVED', 'REGISTERED', 'ADMISSIBILITY', 'UNDER_REVIEW', 'HEARING', 'RESTORATION_ORDERED',
                                           'RESTORATION_CONFIRMED', 'RETURN_UPHELD', 'FULFILLED') group by 1
                """,
                period);
        var open = sql.sql(
                        """
                        select count(*) filter (where m.to_state in ('RECEIVED', 'REGISTERED', 'ADMISSIBILITY', 'UNDER_REVIEW', 'HEARING',
                                                                     'SILENT', 'COURT_PENDING'))
                             - count(*) filter (where m.from_state in ('RECEIVED', 'REGISTERED', 'ADMISSIBILITY', 'UNDER_REVIEW', 'HEARING',
                                                                       'SILENT', 'COURT_PENDING'))
                        from state_move m where m.machine = 'APPEAL' and m.effective_at < :to
                        """)
                .params(IntakeFigures.during(period))
                .query(Long.class)
                .single();
        return new PeriodReport.Appeals(sum(byAppellant), byAppellant, outcomes, open);
    }

    PeriodReport.Undone undone(Period period, PeriodReport.Routes routes, PeriodReport.Dispositions dispositions) {
        Map<String, PeriodReport.Counted> byGround = new TreeMap<>();
        var mistaken = new long[1];
        sql.sql(
                        """
                        select r.ground, count(distinct r.case_id), count(distinct t.case_target_id),
                               count(distinct t.case_target_id) filter (where r.ground in (:mistakes))
                        from restoration_order o join restoration r on r.id = o.restoration_id and r.kind = 'RESTORATION'
                        cross join lateral targets_of_restoration(r.id) t
                        where o.ordered_at >= :from and o.ordered_at < :to group by grouping sets ((r.ground), ())
                        """)
                .params(IntakeFigures.during(period))
                .param("mistakes", MISTAKES)
                .query(row -> {
                    if (row.getString(1) == null) {
                        mistaken[0] = row.getLong(4);
                    } else {
                        byGround.put(row.getString(1), new PeriodReport.Counted(row.getLong(2), row.getLong(3)));
                    }
                });
        var ended = sql.sql(
                        """
                        select count(*) from state_move m where m.machine = 'RESTRICTION' and m.to_state = 'REMOVED'
                            and m.effective_at >= :from and m.effective_at < :to
                        """)
                .params(IntakeFigures.during(period))
                .query(Long.class)
                .single();
        var approved = routes.decided().getOrDefault(IntakeFigures.APPROVED, 0L);
        var none = dispositions.byDisposition().getOrDefault("NO_VIOLATION", 0L)
                + dispositions.byDisposition().getOrDefault("OUT_OF_COMPETENCE", 0L);
        return new PeriodReport.Undone(
                byGround,
                ended,
                byGround.getOrDefault("OVER_BLOCKING", new PeriodReport.Counted(0, 0))
                        .targets(),
                mistaken[0],
                approved,
                share(mistaken[0], approved),
                share(none, dispositions.detections()));
    }

    PeriodReport.Recreations recreations(Period period) {
        var byPlatform = counts(
                """
                select t.platform_code, count(distinct (l.earlier_case, l.target_id)) from case_link l join target t on t.id = l.target_id
                where l.kind = 'RECREATION' and l.recorded_at >= :from and l.recorded_at < :to group by 1
                """,
                period);
        var cases = sql.sql(
                        """
                        select count(distinct case_id) from case_link l
                        where l.kind = 'RECREATION' and l.recorded_at >= :from and l.recorded_at < :to
                        """)
                .params(IntakeFigures.during(period))
                .query(Long.class)
                .single();
        return new PeriodReport.Recreations(sum(byPlatform), cases, byPlatform);
    }

    PeriodReport.OpenWork openWork(Period period) {
        var open =
                """
                with closed as (
                    select subject from state_move where machine = 'CASE' and effective_at < :to
                        and (to_state in ('CLOSED', 'MERGED') or from_state in ('CLOSED', 'MERGED'))
                    group by subject having count(*) filter (where to_state in ('CLOSED', 'MERGED'))
                        > count(*) filter (where from_state in ('CLOSED', 'MERGED'))
                ), open as (
                    select extract(epoch from :to - m.effective_at)::float8 / 86400 as days from state_move m
                    where m.machine = 'CASE' and m.from_state = '' and m.effective_at < :to
                        and not exists (select from closed c where c.subject = m.subject)
                )
                """;
        Map<String, Long> byAge = new LinkedHashMap<>();
        AGES.forEach(age -> byAge.put(age, 0L));
        sql.sql(open + "select width_bucket(days, array[7, 30, 90, 180]::float8[]), count(*) from open group by 1")
                .params(IntakeFigures.during(period))
                .query(row -> {
                    byAge.put(AGES.get(row.getInt(1)), row.getLong(2));
                });
        return sql.sql(
                        open
                                + "select percentile_cont(0.5) within group (order by days) as median, max(days) as oldest from open")
                .params(IntakeFigures.during(period))
                .query((row, no) -> new PeriodReport.OpenWork(
                        sum(byAge),
                        byAge,
                        row.getObject("median", Double.class),
                        row.getObject("oldest", Double.class)))
                .single();
    }

    private Map<String, Long> counts(String statement, Period period) {
        Map<String, Long> counts = new TreeMap<>();
        sql.sql(statement).params(IntakeFigures.during(period)).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
