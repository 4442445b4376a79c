package org.duenotice.accounting;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.duenotice.database.KnownMoments;
import org.duenotice.database.Moment;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts as of a past moment. Each move leads out of one state into another, so what stands in a state is what came in less what went
 * out: one pass over the moves up to then, without a look at what is true today.
 */
@Component
@RequiredArgsConstructor
public class PastCounts {

    private static final String UP_TO = Moment.covers("m.effective_at", "m.recorded_at");

    /** Targets whose platform was another one then, or whose case is sealed since: the first change after the moment says which. */
    private static final String PLATFORM_THEN =
            """
            join case_target ct on ct.id = m.subject join target t on t.id = ct.target_id
            left join (select distinct on (case_target_id) case_target_id, old_platform from sealed_platform where
            """
                    + Moment.precedes("effective_at", "recorded_at")
                    + "order by case_target_id, id) s on s.case_target_id = ct.id "
                    + "left join (select distinct on (target_id) target_id, old_platform from target_key_history where"
                    + Moment.precedes("effective_at", "changed_at")
                    + "order by target_id, id) k on k.target_id = t.id ";

    private static final String PLATFORM = "coalesce(s.old_platform, k.old_platform, t.platform_code)";

    private static final String CATEGORY_THEN =
            "left join (select distinct on (case_id) case_id, old_category from case_category_history where "
                    + Moment.precedes("effective_at", "recorded_at") + "order by case_id, id) k on k.case_id = f.id ";

    private final JdbcClient sql;
    private final KnownMoments known;
    private final Clock clock;

    /**
     * How many stood where. Cases by category, source and route are all that were opened by then; targets are those in cases, without
     * those that had left for another one.
     */
    public record Counts(
            Instant asOf,
            Instant knownAt,
            Map<String, Long> casesByState,
            Map<String, Long> casesByCategory,
            Map<String, Long> casesByRoute,
            Map<String, Long> casesByPlatform,
            Map<String, Long> targetsByDisposition,
            Map<String, Map<String, Long>> targetsByPlatform,
            Map<String, Long> measuresByState,
            Map<String, Long> noticesByState,
            Map<String, Long> appealsByState) {}

    /** @throws Problem {@code as-of.range} for a moment to come, {@code as-of.not-settled} for one that is not over yet */
    @Transactional(readOnly = true)
    public Counts at(Instant at, Instant knownAt) {
        if (at.isAfter(clock.instant())) {
            throw Problem.invalid("as-of.range", at);
        }
        known.check(knownAt);
        // a hundred thousand cases are told apart in memory instead of in temporary files
        sql.sql("select set_config('work_mem', '32MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query()
                .singleRow();
        var moment = at.atOffset(ZoneOffset.UTC);
        var recorded = knownAt == null ? null : knownAt.atOffset(ZoneOffset.UTC);
        var states = states(moment, recorded);
        var platforms = platforms(moment, recorded);
        var cases = ofCases("coalesce(k.old_category, f.category)", CATEGORY_THEN, moment, recorded);
        return new Counts(
                at,
                knownAt,
                states.getOrDefault("CASE", Map.of()),
                cases,
                routes(cases, moment, recorded),
                casesByPlatform(moment, recorded),
                states.getOrDefault("TARGET", Map.of()),
                platforms,
                states.getOrDefault("RESTRICTION", Map.of()),
                states.getOrDefault("NOTICE", Map.of()),
                states.getOrDefault("APPEAL", Map.of()));
    }

    /** Targets by platform and disposition at a moment that has passed, as history has it. */
    @Transactional(readOnly = true)
    public Map<String, Map<String, Long>> targets(Instant at) {
        return platforms(at.atOffset(ZoneOffset.UTC), null);
    }

    /**
     * Targets that platforms had said to have removed, and that a person had found gone by then, while their notice still went on
     * because of others: removed in fact, and no disposition yet.
     */
    @Transactional(readOnly = true)
    public Map<String, Long> removedUnderNotice(Instant at) {
        return counted(
                """
                select n.platform_code, count(*) from notice n
                join lateral (
                    select distinct on (v.case_target_id) v.case_target_id, v.confirmed from verification v
                    where v.notice_id = n.id and v.verified_at <= :at order by v.case_target_id, v.id desc) looked on looked.confirmed
                join lateral (
                    select i.outcome from answer a join answer_item i on i.answer_id = a.id and i.case_target_id = looked.case_target_id
                    where a.notice_id = n.id and a.answered_at <= :at order by a.recorded_at desc limit 1) said on said.outcome = 'REMOVED'
                join lateral (
                    select m.to_state from state_move m where m.subject = looked.case_target_id and m.effective_at <= :at
                    order by m.id desc limit 1) stood on stood.to_state = 'UNDER_NOTICE'
                where n.created_at <= :at and (n.closed_at is null or n.closed_at > :at) group by 1
                """,
                at.atOffset(ZoneOffset.UTC),
                null);
    }

    private Map<String, Map<String, Long>> states(OffsetDateTime at, OffsetDateTime known) {
        return lessWhatLeft(
                "select m.machine, m.from_state, m.to_state, count(*) from state_move m where" + UP_TO
                        + "group by 1, 2, 3",
                at,
                known);
    }

    private Map<String, Map<String, Long>> platforms(OffsetDateTime at, OffsetDateTime known) {
        return lessWhatLeft(
                "select " + PLATFORM + ", m.from_state, m.to_state, count(*) from state_move m " + PLATFORM_THEN
                        + "where m.machine = 'TARGET' and" + UP_TO + "group by 1, 2, 3",
                at,
                known);
    }

    private Map<String, Map<String, Long>> lessWhatLeft(String moves, OffsetDateTime at, OffsetDateTime known) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        sql.sql(moves).param("at", at).param("known", known).query(row -> {
            var states = counts.computeIfAbsent(row.getString(1), key -> new TreeMap<>());
            states.merge(row.getString(3), row.getLong(4), Long::sum);
            states.merge(row.getString(2), -row.getLong(4), Long::sum);
        });
        counts.values().forEach(states -> {
            states.remove("");
            states.remove("MOVED");
            states.values().removeIf(count -> count == 0);
        });
        return counts;
    }

    private Map<String, Long> ofCases(String what, String join, OffsetDateTime at, OffsetDateTime known) {
        return counted(
                "select " + what + ", count(*) from state_move m join case_file f on f.id = m.subject " + join
                        + " where m.machine = 'CASE' and m.from_state = '' and" + UP_TO + "group by 1",
                at,
                known);
    }

    /**
     * The last approved round of each case, found as the greatest of its rounds with what that decided beside it: one join and no sort,
     * which twice as many cases make twice as long. Whatever was opened and has none is undecided.
     */
    private Map<String, Long> routes(Map<String, Long> cases, OffsetDateTime at, OffsetDateTime known) {
        var routes = counted(
                """
                select concat_ws('+', (array['CRIMINAL', 'ADMINISTRATIVE'])[last[2]], case when last[3] = 1 then 'RESTRICTION' end,
                                 (array['CLOSE', 'RIGHTS_REVIEW'])[last[4]]), count(*)
                from (
                    select max(array[q.round, case q.offence_route when 'CRIMINAL' then 1 when 'ADMINISTRATIVE' then 2 else 0 end,
                                     q.restriction::int, case q.proposal when 'CLOSE' then 1 when 'RIGHTS_REVIEW' then 2 else 0 end]) as last
                    from qualification_decision d join qualification q on q.id = d.qualification_id
                    where d.decision = 'APPROVED' and d.decided_at <= :at and (:known::timestamptz is null or d.recorded_at <= :known)
                    group by q.case_id) rounds
                group by last[2], last[3], last[4]
                """,
                at,
                known);
        var undecided = sum(cases) - sum(routes);
        if (undecided > 0) {
            routes.put("UNDECIDED", undecided);
        }
        return routes;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> casesByPlatform(OffsetDateTime at, OffsetDateTime known) {
        return counted(
                "select " + PLATFORM + ", count(distinct ct.case_id) from state_move m " + PLATFORM_THEN
                        + "where m.machine = 'TARGET' and m.from_state = '' and" + UP_TO + "group by 1",
                at,
                known);
    }

    private Map<String, Long> counted(String statement, OffsetDateTime at, OffsetDateTime known) {
        Map<String, Long> counts = new TreeMap<>();
        sql.sql(statement).param("at", at).param("known", known).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }
}
