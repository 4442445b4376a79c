package org.duenotice.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.database.KnownMoments;
import org.duenotice.database.Moment;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A case as it stood at a past moment, read from the histories and never from what is true today. */
@Component
@RequiredArgsConstructor
public class PastCases {

    private final JdbcClient sql;
    private final KnownMoments known;
    private final Clock clock;

    /** A clock as it stood: its state and due time. */
    record ClockThen(String state, Instant dueAt) {}

    /** @throws Problem {@code as-of.range} for a moment to come, {@code as-of.not-settled} for one that is not over yet */
    public Moment moment(Instant at, Instant knownAt) {
        if (at.isAfter(clock.instant())) {
            throw Problem.invalid("as-of.range", at);
        }
        known.check(knownAt);
        return new Moment(at, knownAt);
    }

    /** @throws Problem {@code case.unknown} when there was no such case yet */
    public CaseFile then(CaseFile now, Moment moment) {
        return sql.sql(
                        """
                        select to_state, reason, effective_at from state_move
                        where subject = :case and effective_at <= :at and (:known::timestamptz is null or recorded_at <= :known)
                        order by id desc limit 1
                        """)
                .param("case", now.id())
                .param("at", moment.effective())
                .param("known", moment.recorded())
                .query((row, no) -> {
                    var state = CaseState.valueOf(row.getString(1));
                    return new CaseFile(
                            now.id(),
                            now.number(),
                            now.category(),
                            now.description(),
                            now.source(),
                            now.reportedBy(),
                            state,
                            now.openedAt(),
                            state.isClosed()
                                    ? row.getObject(3, OffsetDateTime.class).toInstant()
                                    : null,
                            state.isClosed() ? row.getString(2) : null);
                })
                .optional()
                .orElseThrow(() -> Problem.notFound("case.unknown", now.number()));
    }

    /** The targets that the case had then, each with the disposition, the key and the platform that it had. */
    public List<CaseTarget> targets(UUID caseId, Moment moment) {
        return sql.sql(
                        """
                        select ct.id, ct.target_id, ct.no, ct.original_address, coalesce(k.old_key, t.canonical_key),
                               coalesce(k.old_kind, t.kind), coalesce(k.old_platform, t.platform_code), m.to_state
                        from case_target ct join target t on t.id = ct.target_id cross join lateral (
                            select to_state from state_move where subject = ct.id and effective_at <= :at
                            and (:known::timestamptz is null or recorded_at <= :known) order by id desc limit 1) m
                        left join lateral (
                            select old_key, old_kind, old_platform from target_key_history h where h.target_id = t.id
                            and (h.effective_at > :at or h.changed_at > :known) order by h.id limit 1) k on true
                        where ct.case_id = :case and m.to_state <> 'MOVED' order by ct.no
                        """)
                .param("case", caseId)
                .param("at", moment.effective())
                .param("known", moment.recorded())
                .query(Cases::target)
                .list();
    }

    /** How each clock of the case stood then; one that had not begun is missing. */
    Map<UUID, ClockThen> clocks(UUID caseId, Moment moment) {
        return sql
                .sql(
                        """
                        select c.id, e.state, e.due_at from clock c cross join lateral (
                            select state, due_at from clock_event where clock_id = c.id and effective_at <= :at
                            and (:known::timestamptz is null or recorded_at <= :known) order by id desc limit 1) e
                        where c.case_id = :case
                        """)
                .param("case", caseId)
                .param("at", moment.effective())
                .param("known", moment.recorded())
                .query((row, no) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new ClockThen(
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<Moment> asked(Instant at, Instant knownAt) {
        return at == null && knownAt == null
                ? Optional.empty()
                : Optional.of(moment(at == null ? clock.instant() : at, knownAt));
    }
}
