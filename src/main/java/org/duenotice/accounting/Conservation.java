package org.duenotice.accounting;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * No detection gets lost: what was received, as the rows of the intake tell, is the sum over all dispositions, as the moves of targets
 * tell. The two are written and counted apart, and where they differ, the difference has a name.
 */
@Slf4j
@Component
class Conservation {

    private static final Duration LONGEST = Duration.ofDays(370);
    private static final int MOST_PLACES = 50;
    private static final Set<String> OPEN =
            Set.of("IN_QUALIFICATION", "REFERRED", "RESTRICTION_SOUGHT", "UNDER_NOTICE", "UNDER_ORDER");

    /** Each detection at the target that goes on with it, wherever splits and merges led. */
    private static final String STANDS =
            """
            with recursive walk as (
                select d.id, d.case_target_id as stands_at, 0 as depth from detection d where %s
                union all
                select w.id, m.to_case_target, w.depth + 1 from walk w
                join lateral (select to_state from state_move where subject = w.stands_at order by id desc limit 1) s
                    on s.to_state = 'MOVED'
                join lateral (select to_case_target from target_move where from_case_target = w.stands_at order by id desc limit 1) m
                    on true
                where w.depth < 100
            ), last as (
                select distinct on (id) id, stands_at from walk order by id, depth desc
            ), stands as (
                select l.id, l.stands_at, m.to_state as disposition from last l
                left join state_move m on m.subject = l.stands_at and m.machine = 'TARGET'
                    and not exists (select from state_move later where later.replaces = m.id)
            )
            """;

    /** Received without standing at exactly one disposition, or standing somewhere without ever having been received. */
    private static final String DIFFERENCE =
            """
            select coalesce(r.source, b.source) as source, coalesce(r.source_reference, b.source_reference) as source_reference,
                   r.address, i.file_name as import_file, r.source is not null as received, b.id is not null as detected,
                   b.stands_at, coalesce(b.dispositions, 0)::int as dispositions
            from (select * from intake_row r where %s) r full join (
                select d.id, d.source, d.source_reference, d.import_id, s.stands_at, count(s.disposition) as dispositions
                from stands s join detection d on d.id = s.id group by d.id, s.stands_at) b using (source, source_reference)
            left join detection_import i on i.id = coalesce(r.import_id, b.import_id)
            where r.source is null or b.id is null or b.dispositions <> 1
            """;

    private final JdbcClient sql;
    private final Turns turns;
    private final Clock clock;
    private final AtomicLong missing;

    Conservation(JdbcClient sql, Turns turns, Clock clock, MeterRegistry metrics) {
        this.sql = sql;
        this.turns = turns;
        this.clock = clock;
        this.missing = new AtomicLong();
        Gauge.builder("duenotice.conservation.missing", missing, AtomicLong::get)
                .description(
                        "Received rows without exactly one disposition, detections nobody received, rows of imports not there")
                .register(metrics);
    }

    /**
     * A difference between the two sides.
     *
     * @param caseNumber and {@code no}: where the detection stands; null where there is none
     * @param address as it was received; null where nothing was
     * @param importFile the file it came in with; null for what came otherwise
     * @param received it stands in the rows of the intake
     * @param detected it was made a detection
     */
    record Place(
            String caseNumber,
            Integer no,
            String source,
            String reference,
            String address,
            String importFile,
            boolean received,
            boolean detected,
            int dispositions) {}

    /** An import whose counts are not the rows that were received of it, or that were rejected. */
    record BrokenImport(UUID id, String fileName, long counted, long found, long rejected, long rejectedFound) {}

    /**
     * @param detections received, by the rows of the intake
     * @param sum over the dispositions
     * @param open of the sum, what somebody still has to work on
     * @param sealed rows of imports that are sealed cases and no detections; nobody but their group knows more of them than how many
     */
    record Report(
            long detections,
            long sum,
            long open,
            Long sealed,
            boolean conserved,
            Map<String, Long> byDisposition,
            List<Place> places,
            List<BrokenImport> imports) {

        Report withoutSealed() {
            return new Report(detections, sum, open, null, conserved, byDisposition, places, imports);
        }
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Report ofImport(UUID id) {
        if (sql.sql("select 1 from detection_import where id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw Problem.notFound("import.unknown", id);
        }
        return report("r.import_id = :import", "d.import_id = :import", Map.of("import", id), "i.id = :import");
    }

    /** @throws Problem {@code report.period} */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Report ofPeriod(Instant from, Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.invalid("report.period", LONGEST.toDays());
        }
        return report(
                "r.received_at >= :from and r.received_at < :to",
                "d.reported_at >= :from and d.reported_at < :to",
                Map.of("from", from.atOffset(ZoneOffset.UTC), "to", to.atOffset(ZoneOffset.UTC)),
                "i.imported_at >= :from and i.imported_at < :to");
    }

    private Report report(String received, String which, Map<String, ?> parameters, String imports) {
        var stands = STANDS.formatted(which);
        var detections = sql.sql("select count(*) from intake_row r where " + received)
                .params(parameters)
                .query(Long.class)
                .single();
        Map<String, Long> byDisposition = new TreeMap<>();
        sql.sql(stands + "select disposition, count(*) from stands where disposition is not null group by 1")
                .params(parameters)
                .query(row -> {
                    byDisposition.put(row.getString(1), row.getLong(2));
                });
        var sum = byDisposition.values().stream().mapToLong(Long::longValue).sum();
        var open = byDisposition.entrySet().stream()
                .filter(one -> OPEN.contains(one.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        var places = sql.sql(stands + "select f.number as case_number, ct.no, x.* from ("
                        + DIFFERENCE.formatted(received)
                        + """
                        ) x left join case_target ct on ct.id = x.stands_at left join case_file f on f.id = ct.case_id
                        order by f.number, ct.no, x.source, x.source_reference limit
                        """
                        + MOST_PLACES)
                .params(parameters)
                .query(Conservation::place)
                .list();
        var broken = brokenImports(imports, parameters);
        return new Report(
                detections,
                sum,
                open,
                sql.sql("select coalesce(sum(i.sealed), 0) from detection_import i where " + imports)
                        .params(parameters)
                        .query(Long.class)
                        .single(),
                detections == sum && places.isEmpty() && broken.isEmpty(),
                byDisposition,
                places,
                broken);
    }

    private static Place place(ResultSet row, int no) throws SQLException {
        return new Place(
                row.getString("case_number"),
                row.getObject("no", Integer.class),
                row.getString("source"),
                row.getString("source_reference"),
                row.getString("address"),
                row.getString("import_file"),
                row.getBoolean("received"),
                row.getBoolean("detected"),
                row.getInt("dispositions"));
    }

    private List<BrokenImport> brokenImports(String which, Map<String, ?> parameters) {
        return sql.sql(
                        """
                        select i.id, i.file_name, (i.accepted + i.sighted_again - i.sealed)::bigint as counted, d.found,
                               i.rejected::bigint, d.rejected_found
                        from detection_import i cross join lateral (
                            select (select count(*) from intake_row where import_id = i.id) as found,
                                   (select count(*) from rejected_row where import_id = i.id) as rejected_found) d
                        where (i.accepted + i.sighted_again - i.sealed <> d.found or i.rejected <> d.rejected_found) and
                        """
                                + which + " order by i.imported_at limit " + MOST_PLACES)
                .params(parameters)
                .query(BrokenImport.class)
                .list();
    }

    /** Everything there is, for the metric. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT15M")
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    void measure() {
        if (!turns.takeIfFree("conservation")) {
            return; // another node counts it at this moment
        }
        var found = sql.sql(
                        """
                        select (select count(*) from intake_row r full join detection d using (source, source_reference)
                                where r.received_at is null or 1 <> (
                                    select count(*) from state_move m where m.subject = d.case_target_id and m.machine = 'TARGET'
                                    and not exists (select from state_move later where later.replaces = m.id)))
                             + (select coalesce(sum(abs(i.accepted + i.sighted_again - i.sealed - d.found)
                                                    + abs(i.rejected - d.rejected_found)), 0) from detection_import i
                                cross join lateral (
                                    select (select count(*) from intake_row where import_id = i.id) as found,
                                           (select count(*) from rejected_row where import_id = i.id) as rejected_found) d)
                        """)
                .query(Long.class)
                .single();
        missing.set(found);
        if (found > 0) {
            log.error("{} detection(s) are not accounted for, as of {}", found, clock.instant());
        }
    }
}
