package org.duenotice.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way in which a state changes: a row that follows the last one of its subject. The table refuses a move that is not allowed
 * and a second one after the same row, so of two at the same moment one is lost with a conflict.
 */
@Component
@RequiredArgsConstructor
public class Moves {

    private final JdbcClient sql;
    private final Clock clock;

    /** A move as it was recorded; {@code from} is empty for the first. */
    public record Move(String from, String to, String reason, String actor, Instant effectiveAt, Instant recordedAt) {}

    /** From now on the subject stands at the state; where it stands there already, nothing happens. */
    public void move(UUID subject, State to, String reason, String actor) {
        move(List.of(subject), to, reason, actor, clock.instant());
    }

    public void move(Collection<UUID> subjects, State to, String reason, String actor) {
        move(subjects, to, reason, actor, clock.instant());
    }

    /**
     * Moves all subjects in one statement.
     *
     * @param effectiveAt since when it is so; may lie back, but nothing takes effect before the move it follows
     * @throws Problem {@code state.move} when one of them stands where this state cannot follow, {@code state.future}
     */
    @Transactional
    public void move(Collection<UUID> subjects, State to, String reason, String actor, Instant effectiveAt) {
        if (effectiveAt.isAfter(clock.instant())) {
            throw Problem.invalid("state.future");
        }
        var ids = subjects.toArray(UUID[]::new);
        refuseIllegal(ids, to);
        sql.sql(
                        """
                        insert into state_move (machine, subject, replaces, from_state, since, to_state, reason, actor, effective_at)
                        select :machine, s.id, c.id, c.to_state, c.effective_at, :to, :reason, :actor, greatest(:at, c.effective_at)
                        from unnest(:subjects) s(id) cross join lateral (
                            select m.id, m.to_state, m.effective_at from state_move m where m.subject = s.id
                            order by m.id desc limit 1) c
                        where c.to_state <> :to
                        """)
                .param("machine", to.machine().name())
                .param("to", to.name())
                .param("reason", reason)
                .param("actor", actor)
                .param("at", effectiveAt.atOffset(ZoneOffset.UTC))
                .param("subjects", ids)
                .update();
    }

    private void refuseIllegal(UUID[] subjects, State to) {
        sql.sql(
                        """
                        select distinct c.to_state from unnest(:subjects) s(id) cross join lateral (
                            select m.to_state from state_move m where m.subject = s.id order by m.id desc limit 1) c
                        where c.to_state <> :to and not exists (
                            select from state_allowed_move a where a.machine = :machine and a.from_state = c.to_state
                            and a.to_state = :to and not a.taken_over)
                        """)
                .param("machine", to.machine().name())
                .param("to", to.name())
                .param("subjects", subjects)
                .query(String.class)
                .list()
                .forEach(from -> {
                    throw Problem.conflict("state.move", from, to.name());
                });
    }

    /** The first state of subjects whose table does not begin it by itself. */
    public void begin(UUID[] subjects, State first, String actor) {
        sql.sql(
                        """
                        insert into state_move (machine, subject, from_state, to_state, reason, actor, effective_at)
                        select :machine, id, '', :to, '', :actor, :now from unnest(:subjects) s(id)
                        """)
                .param("machine", first.machine().name())
                .param("to", first.name())
                .param("actor", actor)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("subjects", subjects)
                .update();
    }

    /** All moves of a subject, first to last. */
    public List<Move> of(UUID subject) {
        return sql.sql(
                        """
                        select from_state, to_state, reason, actor, effective_at, recorded_at from state_move
                        where subject = ? order by id
                        """)
                .param(subject)
                .query(Moves::move)
                .list();
    }

    private static Move move(ResultSet row, int no) throws SQLException {
        return new Move(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }
}
