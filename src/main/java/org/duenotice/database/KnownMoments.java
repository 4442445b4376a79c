package org.duenotice.database;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moments of knowledge, by the clock of the database. What was known at one is known for good only when every transaction that may
 * have written by then has ended: a row says when it was written, and is seen only once its transaction is.
 */
@Component
@RequiredArgsConstructor
public class KnownMoments {

    private static final int MOST_LOOKS = 40;
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final JdbcClient sql;

    private record State(boolean isOver, boolean isSettled) {}

    /**
     * Waits up to two seconds for transactions that began before the moment.
     *
     * @param knownAt null for all that is known today
     * @throws Problem {@code as-of.range} for a moment to come, {@code as-of.not-settled} when such a transaction goes on
     */
    public void check(Instant knownAt) {
        if (knownAt == null) {
            return;
        }
        for (var look = 1; !isSettled(knownAt); look++) {
            if (look == MOST_LOOKS) {
                throw Problem.conflict("as-of.not-settled", knownAt);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** A moment is over a little later than it is there: a row has its time before its transaction has a number. */
    private boolean isSettled(Instant knownAt) {
        sql.sql("select pg_stat_clear_snapshot()::text").query(String.class).single();
        var state = sql.sql(
                        """
                        select :known <= clock_timestamp() as is_over,
                            :known <= clock_timestamp() - interval '10 milliseconds' and not exists (
                            select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                            and backend_xid is not null and xact_start <= :known) as is_settled
                        """)
                .param("known", knownAt.atOffset(ZoneOffset.UTC))
                .query(State.class)
                .single();
        if (!state.isOver()) {
            throw Problem.invalid("as-of.range", knownAt);
        }
        return state.isSettled();
    }
}
