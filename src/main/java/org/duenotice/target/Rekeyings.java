package org.duenotice.target;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.problem.Problem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives targets the keys of the newest rules, chunk by chunk, each chunk with its position in one transaction: stopped anywhere and
 * started again it ends the same. A dry run finds out the same and changes nothing.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Rekeyings {

    private static final int CHUNK = 500;

    private final JdbcClient sql;
    private final RecordedRules rules;
    private final RekeyedTargets targets;
    private final Clock clock;

    /** @throws Problem {@code rekeying.running} while another one changes keys */
    @Transactional
    public Rekeying start(boolean dryRun, String person) {
        var running = sql.sql("select exists (select from rekeying where state = 'RUNNING' and not dry_run)")
                .query(Boolean.class)
                .single();
        if (!dryRun && running) {
            throw Problem.conflict("rekeying.running");
        }
        return start(dryRun, null, person);
    }

    /**
     * Finds out what rules that nobody has recorded yet would change, and changes nothing.
     *
     * @throws Problem {@code target-rules.*} if they could not be recorded either
     */
    @Transactional
    public Rekeying tryOut(String draft, String person) {
        return start(true, rules.keepDraft(draft, person, clock.instant()), person);
    }

    private Rekeying start(boolean dryRun, UUID draft, String person) {
        var id = UUID.randomUUID();
        var version = rules.current().version();
        sql.sql(
                        """
                        insert into rekeying (id, version, draft, dry_run, state, total, started_by, started_at)
                        select :id, :version, :draft, :dry, 'RUNNING', count(*), :person, :now
                        from target t where (rule_version < :version or :draft::uuid is not null)
                          and not exists (select from target_merge m where m.target_id = t.id)
                        """)
                .param("id", id)
                .param("version", version)
                .param("draft", draft)
                .param("dry", dryRun)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return get(id);
    }

    /** One chunk of the oldest that is not done; false when there is none. */
    @Transactional
    public boolean advance() {
        var oldest = sql.sql(
                        """
                        select * from rekeying where state = 'RUNNING' order by started_at, id limit 1
                        for update skip locked
                        """)
                .query(Rekeying.class)
                .optional();
        oldest.ifPresent(this::advance);
        return oldest.isPresent();
    }

    private void advance(Rekeying rekeying) {
        var chunk = targets.after(rekeying.position(), rekeying.before(), CHUNK);
        if (chunk.isEmpty()) {
            sql.sql("update rekeying set state = 'DONE', finished_at = ? where id = ?")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), rekeying.id())
                    .update();
            log.info("Rekeying {} to version {} is done", rekeying.id(), rekeying.version());
            return;
        }
        var findings = targets.look(
                rekeying,
                chunk,
                rekeying.draft() == null ? rules.at(rekeying.version()) : rules.with(rekeying.draft()));
        var counts =
                findings.stream().collect(Collectors.groupingBy(RekeyedTargets.Looked::outcome, Collectors.counting()));
        sql.sql(
                        """
                        update rekeying set position = ?, unchanged = unchanged + ?, changed = changed + ?,
                            would_merge = would_merge + ?, splits = splits + ?, failed = failed + ?
                        where id = ?
                        """)
                .param(chunk.get(chunk.size() - 1).id())
                .params(Arrays.stream(Rekeying.Outcome.values())
                        .map(outcome -> counts.getOrDefault(outcome, 0L))
                        .toList())
                .param(rekeying.id())
                .update();
    }

    /** @throws Problem {@code rekeying.unknown} */
    public Rekeying get(UUID id) {
        return sql.sql("select * from rekeying where id = ?")
                .param(id)
                .query(Rekeying.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("rekeying.unknown", id));
    }

    /** The newest first, at most 100. */
    public List<Rekeying> newest() {
        return sql.sql("select * from rekeying order by started_at desc, id limit 100")
                .query(Rekeying.class)
                .list();
    }

    /** What was found out, without the unchanged, by target; {@code after} is the last target of the page before. */
    public List<Rekeying.Finding> findings(UUID id, Rekeying.Outcome outcome, UUID after, int limit) {
        return sql.sql(
                        """
                        select target_id, outcome, old_key, new_key, other_id, reason from rekeying_finding
                        where rekeying_id = :id and (:outcome::text is null or outcome = :outcome)
                          and (:after::uuid is null or target_id > :after)
                        order by target_id limit :limit
                        """)
                .param("id", get(id).id())
                .param("outcome", outcome == null ? null : outcome.name())
                .param("after", after)
                .param("limit", limit)
                .query(Rekeying.Finding.class)
                .list();
    }

    /**
     * A person says that the target is the same thing as the one that has its new key. Both rows stay; whoever looks for the thing
     * finds both.
     *
     * @return the target that it is merged into
     * @throws Problem {@code rekeying.*} if nothing of that kind was found, the other has got another key since, or it is merged already
     */
    @Transactional
    public UUID merge(UUID id, UUID target, String reasons, String person) {
        var finding = findingOf(recorded(id), target)
                .filter(found -> found.outcome() == Rekeying.Outcome.WOULD_MERGE)
                .orElseThrow(() -> Problem.notFound("rekeying.no-merge", target));
        if (isMerged(target)) {
            throw Problem.conflict("rekeying.merged-already", target);
        }
        var into = sql.sql("select id from target where canonical_key = ? for update")
                .param(finding.newKey())
                .query(UUID.class)
                .optional()
                .filter(other -> other.equals(finding.otherId()) && !isMerged(other))
                .orElseThrow(() -> Problem.conflict("rekeying.merge-changed", finding.newKey()));
        sql.sql(
                        """
                        insert into target_merge (target_id, into_id, key, reasons, confirmed_by, confirmed_at)
                        select target_id, :into, :key, :reasons, :person, :now
                        from (select cast(:target as uuid) as target_id
                              union all select target_id from current_target_merge where into_id = :target) merged
                        """)
                .param("target", target)
                .param("into", into)
                .param("key", finding.newKey())
                .param("reasons", reasons)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        log.info("Target {} is merged into {}", target, into);
        return into;
    }

    /** What a draft would do is no ground to merge anything. */
    private UUID recorded(UUID id) {
        if (get(id).draft() != null) {
            throw Problem.conflict("rekeying.draft");
        }
        return id;
    }

    private Optional<Rekeying.Finding> findingOf(UUID id, UUID target) {
        return sql.sql(
                        """
                        select target_id, outcome, old_key, new_key, other_id, reason from rekeying_finding
                        where rekeying_id = ? and target_id = ?
                        """)
                .params(id, target)
                .query(Rekeying.Finding.class)
                .optional();
    }

    private boolean isMerged(UUID target) {
        return sql.sql("select exists (select from target_merge where target_id = ?)")
                .param(target)
                .query(Boolean.class)
                .single();
    }

    /** Goes on with what was started, also after a restart and on whichever node is there. */
    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Worker {

        private final Rekeyings rekeyings;

        @Scheduled(fixedDelayString = "PT2S")
        void work() {
            while (rekeyings.advance()) {
                // the next chunk
            }
        }
    }
}
