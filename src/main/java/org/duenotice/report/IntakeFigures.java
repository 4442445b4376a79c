package org.duenotice.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came in, what stood at the end of the period, and which way it went. */
@Component
@RequiredArgsConstructor
class IntakeFigures {

    static final String APPROVED = "APPROVED";

    private static final String MOVED = "MOVED";
    private static final Set<String> OPEN =
            Set.of("IN_QUALIFICATION", "REFERRED", "RESTRICTION_SOUGHT", "UNDER_NOTICE", "UNDER_ORDER");

    private static final String CAME_IN = " d.reported_at >= :from and d.reported_at < :to ";

    /** A case that was given another category after the end, such as by sealing: the first change since tells what it was then. */
    private static final String CATEGORY_THEN =
            """
            left join (select distinct on (case_id) case_id, old_category from case_category_history where effective_at >= :to
                       order by case_id, id) k on k.case_id = f.id
            """;

    /** Those whose target had left its case by the end, at the target that went on with it. */
    private static final String MOVED_ON =
            """
            with recursive walk as (
                select d.id, d.case_target_id as stands_at, 0 as depth
                from detection d join target_move t on t.from_case_target = d.case_target_id and t.moved_at < :to
                where d.reported_at >= :from and d.reported_at < :to
                union
                select w.id, m.to_case_target, w.depth + 1 from walk w
                join lateral (select to_state from state_move s where s.subject = w.stands_at and s.effective_at < :to
                              order by s.id desc limit 1) s on s.to_state = 'MOVED'
                join lateral (select t.to_case_target from target_move t where t.from_case_target = w.stands_at and t.moved_at < :to
                              order by t.id desc limit 1) m on true
                where w.depth < 100
            ), last as (
                select distinct on (id) id, stands_at, depth from walk order by id, depth desc
            )
            select s.to_state, count(*) from last l
            join lateral (select to_state from state_move s where s.subject = l.stands_at and s.effective_at < :to
                          order by s.id desc limit 1) s on true
            where l.depth > 0 group by 1
            """;

    private final JdbcClient sql;

    /** Targets that the body decided on, by its word; those it approved also by the month in which it first did so in the period. */
    record Decided(Map<String, Long> byWord, long[] approvedByMonth) {}

    /** A round of review decides again on what stands already: it is no further measure. */
    Decided decided(Period period) {
        Map<String, Long> byWord = new TreeMap<>();
        var approved = new long[period.months().size()];
        sql.sql(
                        """
                        select decision, width_bucket(first_at, :months::timestamptz[]), count(*) from (
                            select d.decision, d.case_target_id, min(d.decided_at) as first_at
                            from restriction_decision d
                            join restriction_round r on r.id = d.round_id and r.kind in ('FIRST', 'ESCALATION')
                            where d.decided_at >= :from and d.decided_at < :to and d.decision in ('APPROVED', 'REFUSED', 'RETURNED')
                            group by 1, 2) t
                        group by 1, 2
                        """)
                .params(during(period))
                .param("months", period.monthBegins())
                .query(row -> {
                    byWord.merge(row.getString(1), row.getLong(3), Long::sum);
                    if (row.getString(1).equals(APPROVED)) {
                        approved[row.getInt(2) - 1] = row.getLong(3);
                    }
                });
        return new Decided(byWord, approved);
    }

    PeriodReport.Detections detections(Period period, Decided decided) {
        Map<String, Map<String, Long>> byCategory = new TreeMap<>();
        var months = period.months();
        var detections = new long[months.size()];
        sql.sql(
                        """
                        select coalesce(k.old_category, f.category), d.source, width_bucket(d.reported_at, :months::timestamptz[]) as month,
                               count(*)
                        from detection d join case_target ct on ct.id = d.case_target_id join case_file f on f.id = ct.case_id
                        """
                                + CATEGORY_THEN + "where" + CAME_IN + "group by 1, 2, 3")
                .params(during(period))
                .param("months", period.monthBegins())
                .query(row -> {
                    byCategory
                            .computeIfAbsent(row.getString(1), key -> new TreeMap<>())
                            .merge(row.getString(2), row.getLong(4), Long::sum);
                    detections[row.getInt(3) - 1] += row.getLong(4);
                });
        return new PeriodReport.Detections(
                byCategory.values().stream()
                        .flatMap(sources -> sources.values().stream())
                        .mapToLong(Long::longValue)
                        .sum(),
                byCategory,
                byMonth(months, detections, decided.approvedByMonth()));
    }

    private static List<PeriodReport.Month> byMonth(List<LocalDate> months, long[] detections, long[] measures) {
        var byMonth = new ArrayList<PeriodReport.Month>();
        for (var n = 0; n < months.size(); n++) {
            byMonth.add(new PeriodReport.Month(months.get(n), detections[n], measures[n]));
        }
        return byMonth;
    }

    /**
     * The detections are counted in the rows that the intake wrote down, the dispositions over the moves of their targets: what came
     * into a state less what went out of it. The two sides share no table, so that an error in either shows.
     */
    PeriodReport.Dispositions dispositions(Period period) {
        var detections = sql.sql(
                        "select count(*) from intake_row r where r.received_at >= :from and r.received_at < :to")
                .params(during(period))
                .query(Long.class)
                .single();
        Map<String, Long> stands = new TreeMap<>();
        sql.sql(
                        """
                        select m.from_state, m.to_state, count(*) from detection d join state_move m on m.subject = d.case_target_id
                        where m.machine = 'TARGET' and (m.effective_at < :to or m.from_state = '') and
                        """
                                + CAME_IN + "group by 1, 2")
                .params(during(period))
                .query(row -> {
                    stands.merge(row.getString(2), row.getLong(3), Long::sum);
                    stands.merge(row.getString(1), -row.getLong(3), Long::sum);
                });
        stands.remove("");
        if (stands.getOrDefault(MOVED, 0L) != 0) {
            stands.remove(MOVED);
            counts(MOVED_ON, period).forEach((state, count) -> stands.merge(state, count, Long::sum));
        }
        stands.values().removeIf(count -> count == 0);
        var sum = stands.values().stream().mapToLong(Long::longValue).sum();
        return new PeriodReport.Dispositions(
                detections,
                sum,
                stands.entrySet().stream()
                        .filter(one -> OPEN.contains(one.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                sql.sql(
                                "select coalesce(sum(sealed), 0) from detection_import where imported_at >= :from and imported_at < :to")
                        .params(during(period))
                        .query(Long.class)
                        .single(),
                detections == sum && stands.values().stream().allMatch(count -> count > 0),
                stands);
    }

    PeriodReport.Routes routes(Period period, Decided decided) {
        var approved = counts(
                """
                select coalesce(q.closing, concat_ws('+', nullif(q.offence_route, 'NONE'), case when q.restriction then 'RESTRICTION' end,
                                                     nullif(q.proposal, 'MEASURES'))), count(*)
                from qualification_decision d join qualification q on q.id = d.qualification_id
                where d.decision = 'APPROVED' and d.decided_at >= :from and d.decided_at < :to group by 1
                """,
                period);
        var handedOver = counts(
                """
                select r.kind, count(*) from referral_hand_over h join referral r on r.id = h.referral_id
                where h.handed_over_on >= :firstDay and h.handed_over_on <= :lastDay group by 1
                """,
                period);
        var outcomes = counts(
                """
                select o.outcome, count(*) from referral_outcome o
                where o.outcome_on >= :firstDay and o.outcome_on <= :lastDay group by 1
                """,
                period);
        return new PeriodReport.Routes(approved, handedOver, outcomes, decided.byWord());
    }

    private Map<String, Long> counts(String statement, Period period) {
        Map<String, Long> counts = new TreeMap<>();
        sql.sql(statement).params(during(period)).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    static Map<String, Object> during(Period period) {
        return Map.of("from", period.begin(), "to", period.end(), "firstDay", period.from(), "lastDay", period.to());
    }
}
