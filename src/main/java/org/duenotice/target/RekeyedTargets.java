package org.duenotice.target;

import java.sql.Array;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.target.Rekeying.Outcome;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at a chunk of targets under other rules and, unless it is a dry run, gives them their new keys. */
@Component
@RequiredArgsConstructor
class RekeyedTargets {

    private static final String NO_ADDRESS = "no-address";

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Clock clock;

    /** A target as it stands. */
    record Stored(UUID id, String canonicalKey, String kind, String platformCode, boolean unresolved) {

        boolean is(TargetIdentity identity) {
            return canonicalKey.equals(identity.canonicalKey())
                    && kind.equals(identity.kind().name())
                    && platformCode.equals(identity.platform())
                    && unresolved == identity.unresolved();
        }
    }

    /** What became of it; without an identity there is only a reason. */
    record Looked(Stored target, Outcome outcome, TargetIdentity identity, UUID otherId, String reason) {

        String newKey() {
            return identity == null ? "" : identity.canonicalKey();
        }
    }

    List<Stored> after(UUID position, int version, int most) {
        return sql.sql(
                        """
                        select id, canonical_key, kind, platform_code, unresolved from target t
                        where rule_version < :version and (:position::uuid is null or id > :position)
                          and not exists (select from target_merge m where m.target_id = t.id)
                        order by id limit :most
                        """)
                .param("version", version)
                .param("position", position)
                .param("most", most)
                .query(Stored.class)
                .list();
    }

    List<Looked> look(Rekeying rekeying, List<Stored> chunk, RuleSet rules) {
        var addresses = addresses(chunk);
        var looked = chunk.stream()
                .map(target -> look(target, addresses.getOrDefault(target.id(), List.of()), rules))
                .collect(Collectors.toCollection(ArrayList::new));
        findMerges(rekeying, looked);
        note(rekeying, looked);
        if (!rekeying.dryRun()) {
            change(rekeying.version(), looked);
        }
        return looked;
    }

    /** The addresses as they were entered; a key cannot tell what older rules left out. */
    private Map<UUID, List<String>> addresses(List<Stored> chunk) {
        var ids = chunk.stream().map(Stored::id).toArray(UUID[]::new);
        return sql
                .sql(
                        """
                        select target_id, array_agg(distinct original_address) from case_target
                        where target_id = any (?) group by target_id
                        """)
                .param(ids)
                .query((row, no) -> Map.entry(row.getObject(1, UUID.class), texts(row.getArray(2))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> texts(Array array) throws java.sql.SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static Looked look(Stored target, List<String> addresses, RuleSet rules) {
        if (addresses.isEmpty()) {
            return new Looked(target, Outcome.FAILED, null, null, NO_ADDRESS);
        }
        var identities = new LinkedHashMap<String, TargetIdentity>();
        for (var address : addresses) {
            try {
                var identity = rules.identify(address, Steps.NONE).identity();
                identities.putIfAbsent(identity.canonicalKey(), identity);
            } catch (IllegalAddress e) {
                return new Looked(target, Outcome.FAILED, null, null, e.code());
            }
        }
        if (identities.size() > 1) {
            return new Looked(target, Outcome.SPLITS, null, null, String.join(" ", identities.keySet()));
        }
        var identity = identities.values().iterator().next();
        return new Looked(target, target.is(identity) ? Outcome.UNCHANGED : Outcome.CHANGED, identity, null, "");
    }

    private void findMerges(Rekeying rekeying, List<Looked> looked) {
        var holders = holders(rekeying, looked);
        for (var at = 0; at < looked.size(); at++) {
            var one = looked.get(at);
            if (one.outcome() != Outcome.CHANGED) {
                continue;
            }
            var holder = holders.get(one.newKey());
            if (holder == null || holder.equals(one.target().id())) {
                holders.remove(one.target().canonicalKey(), one.target().id());
                holders.put(one.newKey(), one.target().id());
            } else {
                looked.set(at, new Looked(one.target(), Outcome.WOULD_MERGE, one.identity(), holder, ""));
            }
        }
    }

    /** Which target has which of the new keys, or got it in this rekeying; the same for a dry run as for a real one. */
    private Map<String, UUID> holders(Rekeying rekeying, List<Looked> looked) {
        var keys = looked.stream().map(Looked::newKey).distinct().toArray(String[]::new);
        var holders = new HashMap<String, UUID>();
        sql.sql(
                        """
                        select t.canonical_key, t.id from target t where t.canonical_key = any (:keys)
                          and not exists (select from rekeying_finding f
                                          where f.rekeying_id = :id and f.target_id = t.id and f.outcome = 'CHANGED')
                        union all
                        select f.new_key, f.target_id from rekeying_finding f
                        where f.rekeying_id = :id and f.outcome = 'CHANGED' and f.new_key = any (:keys)
                        """)
                .param("keys", keys)
                .param("id", rekeying.id())
                .query((row, no) -> holders.put(row.getString(1), row.getObject(2, UUID.class)))
                .list();
        return holders;
    }

    private void note(Rekeying rekeying, List<Looked> looked) {
        var told = looked.stream()
                .filter(one -> one.outcome() != Outcome.UNCHANGED)
                .toList();
        jdbc.batchUpdate(
                "insert into rekeying_finding (rekeying_id, target_id, outcome, old_key, new_key, other_id, reason) "
                        + "values (?, ?, ?, ?, ?, ?, ?)",
                told,
                100,
                (row, one) -> {
                    row.setObject(1, rekeying.id());
                    row.setObject(2, one.target().id());
                    row.setString(3, one.outcome().name());
                    row.setString(4, one.target().canonicalKey());
                    row.setString(5, one.newKey());
                    row.setObject(6, one.otherId());
                    row.setString(7, one.reason());
                });
    }

    private void change(int version, List<Looked> looked) {
        var same = looked.stream()
                .filter(one -> one.outcome() == Outcome.UNCHANGED)
                .map(one -> one.target().id())
                .toArray(UUID[]::new);
        sql.sql("update target set rule_version = ? where id = any (?)")
                .params(version, same)
                .update();
        var changed =
                looked.stream().filter(one -> one.outcome() == Outcome.CHANGED).toList();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "update target set canonical_key = ?, kind = ?, platform_code = ?, unresolved = ?, rule_version = ?, keyed_at = ? "
                        + "where id = ?",
                changed,
                100,
                (row, one) -> {
                    row.setString(1, one.newKey());
                    row.setString(2, one.identity().kind().name());
                    row.setString(3, one.identity().platform());
                    row.setBoolean(4, one.identity().unresolved());
                    row.setInt(5, version);
                    row.setObject(6, now);
                    row.setObject(7, one.target().id());
                });
    }
}
