package org.duenotice.recreation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.recreation.Probe.Suggestion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the probe suggested about targets that somebody is to verify. Each look is kept when it is made, so that one that is cut off
 * costs one look; it changes nothing else.
 */
@Component
@RequiredArgsConstructor
public class ProbeLooks {

    private final JdbcClient sql;
    private final Probe probe;
    private final Clock clock;

    public record Look(UUID targetId, Suggestion suggestion, Instant lookedAt) {}

    private record Wanted(UUID targetId, String originalAddress) {}

    /**
     * Looks at targets that a platform says are gone, each once after the answer that says so.
     *
     * @return how many were looked at
     */
    public int lookAtClaimed(int most) {
        var wanted = sql.sql(
                        """
                        select i.target_id, min(ct.original_address) as original_address
                        from notice_item i join notice n on n.id = i.notice_id join case_target ct on ct.id = i.case_target_id
                        where i.verified is null and i.outcome in ('REMOVED', 'ALREADY_GONE') and i.undone_by is null and n.closed_at is null
                          and not exists (
                              select from probe_look l where l.target_id = i.target_id
                              and l.looked_at >= (select max(a.recorded_at) from answer a where a.notice_id = n.id))
                        group by i.target_id limit ?
                        """)
                .param(most)
                .query(Wanted.class)
                .list();
        wanted.forEach(one -> look(one.targetId(), one.originalAddress()));
        return wanted.size();
    }

    /** Looks at those of the targets that were not looked at since that moment. */
    public void lookAt(List<CaseTarget> targets, Instant since) {
        var last = last(targets.stream().map(CaseTarget::targetId).toList());
        targets.stream()
                .filter(target -> !last.containsKey(target.targetId())
                        || last.get(target.targetId()).lookedAt().isBefore(since))
                .forEach(target -> look(target.targetId(), target.originalAddress()));
    }

    private void look(UUID target, String address) {
        var suggestion = probe.look(address);
        if (suggestion != Suggestion.OFF) {
            sql.sql("insert into probe_look (target_id, suggestion, looked_at) values (?, ?, ?)")
                    .params(target, suggestion.name(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** The last look at each of the targets that were ever looked at. */
    public Map<UUID, Look> last(Collection<UUID> targets) {
        return sql
                .sql(
                        """
                        select l.target_id, l.suggestion, l.looked_at from unnest(?) t(id)
                        cross join lateral (
                            select * from probe_look l where l.target_id = t.id order by l.looked_at desc limit 1) l
                        """)
                .param(targets.toArray(UUID[]::new))
                .query(Look.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Look::targetId, Function.identity(), (one, same) -> one));
    }
}
