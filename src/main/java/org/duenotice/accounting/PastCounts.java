package org.duenotice.accounting;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
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
class PastCounts {

    private static final String UP_TO = Moment.covers("m.effective_at", "m.recorded_at");

    /** Targets whose platform was another one then: the first change after the moment says which. */
    private static final String PLATFORM_THEN =
            """
            join case_target ct on ct.id = m.subject join target t on t.id = ct.target_id
            left join (select distinct on (target_id) target_id, old_platform from target_key_history where
            """
                    + Moment.precedes("effective_at", "changed_at")
                    + "order by target_id, id) k on k.target_id = t.id ";

    private static final String CATEGORY_THEN =
            "left join (select distinct on (case_id) case_id, old_category from case_category_history where "
                    + Moment.precedes("effective_at", "recorded_at") + "order by case_id, id) k on k.case_id = f.id ";

    private final JdbcClient sql;
    private final Clock clock;

    /**
     * How many stood where. Cases by category, source and route are all that were opened by then; targets are those in cases, without
     * those that had left for another one.
     */
    record Counts(
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

    /** @throws Problem {@code as-of.range} for a moment to come */
    @Transactional(readOnly = true)
    Counts at(Instant at, Instant knownAt) {
        if (at.isAfter(clock.instant())) {
            throw Problem.invalid("as-of.range", at);
        }
        var moment = at.atOffset(ZoneOffset.UTC);
        var known = knownAt == null ? null : knownAt.atOffset(ZoneOffset.UTC);
        var states = states(moment, known);
        var platforms = platforms(moment, known);
        return new Counts(
                at,
                knownAt,
                states.getOrDefault("CASE", Map.of()),
                ofCases("coalesce(k.old_category, f.category)", CATEGORY_THEN, moment, known),
                ofCases(
                        "coalesce(q.route, 'UNDECIDED')",
                        """
                        left join lateral (
                            select concat_ws('+', nullif(q.offence_route, 'NONE'), case when q.restriction then 'RESTRICTION' end,
                                             case when q.proposal <> 'MEASURES' then q.proposal end) as route
                            from qualification q join qualification_decision d on d.qualification_id = q.id
                            where q.case_id = f.id and d.decision = 'APPROVED' and d.decided_at <= :at
                                and (:known::timestamptz is null or d.decided_at <= :known) order by q.round desc limit 1
                        ) q on true
                        """,
                        moment,
                        known),
                casesByPlatform(moment, known),
                states.getOrDefault("TARGET", Map.of()),
                platforms,
                states.getOrDefault("RESTRICTION", Map.of()),
                states.getOrDefault("NOTICE", Map.of()),
                states.getOrDefault("APPEAL", Map.of()));
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
                "select coalesce(k.old_platform, t.platform_code), m.from_state, m.to_state, count(*) from state_move m "
                        + PLATFORM_THEN + "where m.machine = 'TARGET' and" + UP_TO + "group by 1, 2, 3",
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

    private Map<String, Long> casesByPlatform(OffsetDateTime at, OffsetDateTime known) {
        return counted(
                "select coalesce(k.old_platform, t.platform_code), count(distinct ct.case_id) from state_move m "
                        + PLATFORM_THEN + "where m.machine = 'TARGET' and m.from_state = '' and" + UP_TO + "group by 1",
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
