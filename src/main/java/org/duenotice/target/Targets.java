package org.duenotice.target;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The targets ever seen, one row per canonical key. */
@Component
@RequiredArgsConstructor
public class Targets {

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Clock clock;

    /** The id of each canonical key, registering what is new. */
    public Map<String, UUID> register(Collection<TargetIdentity> identities) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        // in one order everywhere, so that two registrations of the same keys wait for each other instead of
        // dead-locking
        List<TargetIdentity> ordered = identities.stream()
                .sorted(Comparator.comparing(TargetIdentity::canonicalKey))
                .toList();
        jdbc.batchUpdate(
                "insert into target (id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?) on conflict (canonical_key) do nothing",
                ordered,
                100,
                (row, identity) -> {
                    row.setObject(1, UUID.randomUUID());
                    row.setString(2, identity.canonicalKey());
                    row.setString(3, identity.kind().name());
                    row.setString(4, identity.platform());
                    row.setBoolean(5, identity.unresolved());
                    row.setInt(6, identity.ruleVersion());
                    row.setObject(7, now);
                });
        var keys = ordered.stream().map(TargetIdentity::canonicalKey).toArray(String[]::new);
        return sql
                .sql("select canonical_key, id from target where canonical_key = any (?)")
                .param(keys)
                .query((row, n) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A target as it stands; {@code mergedInto} is the one that a person said is the same thing. */
    public record Target(
            UUID id,
            String canonicalKey,
            String kind,
            String platformCode,
            boolean unresolved,
            int ruleVersion,
            Instant firstSeenAt,
            UUID mergedInto) {}

    /** One change of a target's key. */
    public record KeyChange(String oldKey, int oldVersion, String newKey, int newVersion, Instant changedAt) {}

    /** @throws Problem {@code target.unknown} */
    public Target get(UUID id) {
        return sql.sql(
                        """
                        select t.*, m.into_id as merged_into from target t
                        left join current_target_merge m on m.target_id = t.id where t.id = ?
                        """)
                .param(id)
                .query(Target.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("target.unknown", id));
    }

    /** The keys it has had, the oldest first. */
    public List<KeyChange> history(UUID id) {
        return sql.sql("select * from target_key_history where target_id = ? order by id")
                .param(id)
                .query(KeyChange.class)
                .list();
    }
}
