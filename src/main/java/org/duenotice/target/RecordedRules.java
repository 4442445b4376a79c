package org.duenotice.target;

import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rules of all platforms, as they were last recorded. They are kept ready; whether another node has recorded new ones is looked
 * up every few seconds, and a key says with its version which rules made it.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class RecordedRules implements TargetIdentities.TargetRules {

    /** Version 1 was code. */
    private static final int BEFORE_THE_FIRST = 1;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final String SOFTWARE = "software";

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private volatile Ready ready;

    private volatile Tried tried;

    private record Tried(UUID draft, RuleSet rules) {}

    private record Ready(RuleSet rules, long lookedAt) {}

    /** A platform's rules and where they come from. */
    record Recorded(
            String platformCode,
            int version,
            String rules,
            String sha256,
            boolean released,
            String note,
            String recordedBy,
            Instant recordedAt) {}

    /** What a new release brings is taken where no person of this installation has recorded rules of their own. */
    @PostConstruct
    void takeReleased() {
        transaction.executeWithoutResult(status -> {
            holdBack();
            var texts = new LinkedHashMap<String, String>();
            for (var text : ReleasedRules.texts()) {
                var platform = PlatformRules.read(text).platform();
                if (isNew(platform, text)) {
                    texts.put(platform, text);
                }
            }
            if (!texts.isEmpty()) {
                record(texts, true, "Rules that came with the software", SOFTWARE);
            }
        });
        current();
    }

    private boolean isNew(String platform, String text) {
        var known = sql.sql("select exists (select from target_rule where platform_code = ? and sha256 = ?)")
                .params(platform, Spelling.sha256(text))
                .query(Boolean.class)
                .single();
        var own = current(platform).filter(recorded -> !recorded.released()).isPresent();
        if (!known && own) {
            log.warn("This release brings other rules for the addresses of {}; those recorded here stay", platform);
        }
        return !known && !own;
    }

    @Override
    public RuleSet current() {
        var now = System.nanoTime();
        var known = ready;
        if (known == null || now - known.lookedAt() > LOOK_EVERY.toNanos()) {
            var newest = newest();
            var rules = known == null || known.rules().version() != newest ? read(newest) : known.rules();
            known = new Ready(rules, now);
            ready = known;
        }
        return known.rules();
    }

    /** The rules as they were when that version was the newest. */
    RuleSet at(int version) {
        var current = current();
        return current.version() == version ? current : read(version);
    }

    private RuleSet read(int version) {
        var texts = sql.sql(
                        """
                        select distinct on (platform_code) rules from target_rule where version <= ?
                        order by platform_code, version desc
                        """)
                .param(version)
                .query(String.class)
                .list();
        return new RuleSet(version, texts.stream().map(PlatformRules::read).toList());
    }

    private int newest() {
        return sql.sql("select coalesce(max(version), ?) from target_rule_version")
                .param(BEFORE_THE_FIRST)
                .query(Integer.class)
                .single();
    }

    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        all().forEach(recorded -> texts.put(recorded.platformCode(), recorded.rules()));
        return texts;
    }

    /** The rules in force, by platform. */
    List<Recorded> all() {
        return sql.sql("select * from current_target_rule order by platform_code")
                .query(Recorded.class)
                .list();
    }

    /** All versions of a platform's rules, the newest first. */
    List<Recorded> of(String platform) {
        return sql.sql(
                        """
                        select r.*, v.note, v.recorded_by, v.recorded_at
                        from target_rule r join target_rule_version v using (version)
                        where r.platform_code = ? order by version desc
                        """)
                .param(platform)
                .query(Recorded.class)
                .list();
    }

    private Optional<Recorded> current(String platform) {
        return sql.sql("select * from current_target_rule where platform_code = ?")
                .param(platform)
                .query(Recorded.class)
                .optional();
    }

    /**
     * Records new rules of a platform, which is then known with its next address.
     *
     * @return the platform
     * @throws Problem {@code target-rules.*} if they are not rules, fail an example, or say what is in force already
     */
    @Transactional
    public String record(String text, String note, String person) {
        holdBack();
        var rules = checked(text);
        record(Map.of(rules.platform(), text), false, note, person);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ready = null;
            }
        });
        return rules.platform();
    }

    /**
     * Keeps rules that somebody wants to try; they are known to nobody else.
     *
     * @throws Problem {@code target-rules.*} as for rules that are recorded
     */
    @Transactional
    public UUID keepDraft(String text, String person, Instant now) {
        var id = UUID.randomUUID();
        sql.sql(
                        "insert into target_rule_draft (id, platform_code, rules, recorded_by, recorded_at) values (?, ?, ?, ?, ?)")
                .params(id, checked(text).platform(), text, person, now.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** The rules in force with the draft in the place of its platform's. */
    RuleSet with(UUID draft) {
        var known = tried;
        if (known == null
                || !known.draft().equals(draft)
                || known.rules().version() != current().version()) {
            var text = sql.sql("select rules from target_rule_draft where id = ?")
                    .param(draft)
                    .query(String.class)
                    .single();
            var texts = texts();
            texts.put(PlatformRules.read(text).platform(), text);
            known = new Tried(draft, ruleSet(current().version(), texts));
            tried = known;
        }
        return known.rules();
    }

    private PlatformRules checked(String text) {
        var rules = read(text);
        if (sql.sql("select count(*) from platform where code = ?")
                        .param(rules.platform())
                        .query(Integer.class)
                        .single()
                == 0) {
            throw Problem.invalid("target-rules.platform-unknown", rules.platform());
        }
        var texts = texts();
        if (text.equals(texts.put(rules.platform(), text))) {
            throw Problem.conflict("target-rules.in-force", rules.platform());
        }
        try {
            ruleSet(newest() + 1, texts);
        } catch (IllegalArgumentException e) {
            throw WrongRules.problem(text, e);
        }
        return rules;
    }

    private static PlatformRules read(String text) {
        try {
            return PlatformRules.read(text);
        } catch (IllegalArgumentException e) {
            throw WrongRules.problem(text, e);
        }
    }

    private static RuleSet ruleSet(int version, Map<String, String> texts) {
        return new RuleSet(
                version, texts.values().stream().map(PlatformRules::read).toList());
    }

    private void record(Map<String, String> texts, boolean released, String note, String person) {
        var version = newest() + 1;
        sql.sql("insert into target_rule_version (version, note, recorded_by) values (?, ?, ?)")
                .params(version, note, person)
                .update();
        texts.forEach((platform, text) -> sql.sql(
                        "insert into target_rule (platform_code, version, rules, sha256, released) values (?, ?, ?, ?, ?)")
                .params(platform, version, text, Spelling.sha256(text), released)
                .update());
        log.info("Rules for the addresses of {} are version {}", texts.keySet(), version);
    }

    /** One version after the other, also when two nodes start at once. */
    private void holdBack() {
        sql.sql("select pg_advisory_xact_lock(hashtext('target_rule'))")
                .query((row, no) -> true)
                .single();
    }
}
