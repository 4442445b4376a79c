package org.duenotice.evidence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.Turns;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at the whole store again: first everything that lies in it, whether it still gives its hash, then everything that
 * anything needs, whether it is there. What disposals left behind goes. A pass goes on in parts, each its own transaction, wherever it was left.
 */
@Slf4j
@Component
public class IntegrityChecks {

    private static final String ACTOR = "duenotice";
    private static final String STORED = "stored:";
    private static final String NEEDED = "needed:";

    private final JdbcClient sql;
    private final ContentStore store;
    private final ContentCheck check;
    private final EvidenceRows rows;
    private final Disposals disposals;
    private final CustodyLog custody;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final EvidenceSettings settings;
    private final Clock clock;

    IntegrityChecks(
            JdbcClient sql,
            ContentStore store,
            ContentCheck check,
            EvidenceRows rows,
            Disposals disposals,
            CustodyLog custody,
            Turns turns,
            ApplicationEventPublisher events,
            EvidenceSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.sql = sql;
        this.store = store;
        this.check = check;
        this.rows = rows;
        this.disposals = disposals;
        this.custody = custody;
        this.turns = turns;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("duenotice.evidence.damaged", this, IntegrityChecks::damaged)
                .description("Contents that the newest pass over the store found changed, missing or unreadable")
                .register(metrics);
    }

    /** A content that is not sound, by its hash. */
    public record Damage(String sha256, String finding, Instant foundAt) {}

    /**
     * A pass over the store.
     *
     * @param checked how many contents were hashed or looked for
     * @param finishedAt null while it is under way
     * @param damages at most 100 of them
     */
    public record Report(
            UUID id,
            String startedBy,
            Instant startedAt,
            Instant finishedAt,
            long checked,
            long broken,
            List<Damage> damages) {}

    /** Starts a pass unless one is under way. */
    @Transactional
    public void start(String person) {
        turns.take("integrity");
        if (underWay().isEmpty()) {
            sql.sql("insert into integrity_run (id, started_by, started_at) values (?, ?, ?)")
                    .params(UUID.randomUUID(), person, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private record Reached(UUID id, int no, String reached) {}

    private Optional<Reached> underWay() {
        return sql.sql(
                        """
                        select r.id, coalesce(p.no, 0) as no, coalesce(p.reached, 'stored:') as reached
                        from (select * from integrity_run order by started_at desc, id limit 1) r
                        left join lateral (select * from integrity_part where run_id = r.id order by no desc limit 1) p on true
                        where not coalesce(p.last, false)
                        """)
                .query(Reached.class)
                .optional();
    }

    /**
     * Looks at the next part of the pass that is under way; one node at a time.
     *
     * @return whether there is more to look at
     */
    @Transactional
    public boolean part() {
        if (!turns.takeIfFree("integrity")) {
            return false;
        }
        return underWay().map(this::part).orElse(false);
    }

    private boolean part(Reached at) {
        var stored = at.reached().startsWith(STORED);
        var after = at.reached().substring(STORED.length());
        var hashes = stored ? stored(after) : needed(after);
        var broken = 0;
        var disposed = stored ? rows.disposedOf(hashes) : Set.<String>of();
        disposals.deleteAfterCommit(disposed);
        for (var sha256 : hashes) {
            if (disposed.contains(sha256)) {
                continue;
            }
            var result = check.of(sha256);
            if (result != ContentCheck.Result.SOUND) {
                broken += found(at.id(), sha256, result);
            }
        }
        var full = hashes.size() == settings.recheckPart();
        var last = !full && !stored;
        var next = full ? (stored ? STORED : NEEDED) + hashes.get(hashes.size() - 1) : NEEDED;
        sql.sql("insert into integrity_part (run_id, no, reached, checked, broken, last, done_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        at.id(),
                        at.no() + 1,
                        next,
                        hashes.size(),
                        broken,
                        last,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return !last;
    }

    private List<String> stored(String after) {
        try {
            return store.after(after, settings.recheckPart());
        } catch (IOException e) {
            throw new UncheckedIOException("The store cannot be read", e);
        }
    }

    /** What anything in the database needs, whether or not it was hashed as it lay there. */
    private List<String> needed(String after) {
        return sql.sql("select distinct sha256 from content_needed where sha256 > ? order by sha256 limit ?")
                .params(after, settings.recheckPart())
                .query(String.class)
                .list();
    }

    private int found(UUID run, String sha256, ContentCheck.Result result) {
        var isNew = sql.sql("insert into integrity_finding (run_id, sha256, finding, found_at) values (?, ?, ?, ?) "
                        + "on conflict do nothing")
                .params(run, sha256, result.name(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (isNew == 0) {
            return 0;
        }
        log.error("Content {} of the store: {}", sha256, result);
        for (var file : rows.withContent(sha256)) {
            custody.append(
                    file.caseId(),
                    CustodyEvent.INTEGRITY_FAILED,
                    file.id(),
                    sha256,
                    ACTOR,
                    Map.of("found", result.name()));
            events.publishEvent(new EvidenceDamaged(file.caseId(), file.id(), file.name(), result));
        }
        return 1;
    }

    private record Run(UUID id, String startedBy, Instant startedAt, Instant finishedAt, long checked, long broken) {}

    /** The newest pass; empty before the first. */
    public Optional<Report> report() {
        return sql.sql(
                        """
                        select r.id, r.started_by, r.started_at, max(p.done_at) filter (where p.last) as finished_at,
                            coalesce(sum(p.checked), 0) as checked, coalesce(sum(p.broken), 0) as broken
                        from (select * from integrity_run order by started_at desc, id limit 1) r
                        left join integrity_part p on p.run_id = r.id group by r.id, r.started_by, r.started_at
                        """)
                .query(Run.class)
                .optional()
                .map(run -> new Report(
                        run.id(),
                        run.startedBy(),
                        run.startedAt(),
                        run.finishedAt(),
                        run.checked(),
                        run.broken(),
                        damages(run.id())));
    }

    private long damaged() {
        return report().map(Report::broken).orElse(0L);
    }

    private List<Damage> damages(UUID run) {
        return sql.sql(
                        "select sha256, finding, found_at from integrity_finding where run_id = ? order by sha256 limit 100")
                .param(run)
                .query(Damage.class)
                .list();
    }
}
