package org.duenotice.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is counted while work is done: transactions, rows written to the engine's tables and to ours, and processor time. The
 * database runs on this machine, one process for each connection.
 */
@RequiredArgsConstructor
final class Counters {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JdbcClient sql;
    private final HikariDataSource pool;

    /** Rows of a set of tables. */
    record Rows(long inserted, long updated, long deleted) {

        private Rows since(Rows before) {
            return new Rows(inserted - before.inserted, updated - before.updated, deleted - before.deleted);
        }
    }

    record Count(long transactions, Rows engine, Rows own, Duration application, Duration database) {

        private Count since(Count before) {
            return new Count(
                    transactions - before.transactions,
                    engine.since(before.engine),
                    own.since(before.own),
                    application.minus(before.application),
                    database);
        }
    }

    Count during(Callable<?> work) throws Exception {
        var before = now();
        work.call();
        return now().since(before);
    }

    /** A connection tells what it did when it is closed at the latest, so all of them are, and the next ones start from nothing. */
    private Count now() throws InterruptedException {
        var application = processorTime(ProcessHandle.current().pid());
        var connections = connections();
        var database = connections.stream().map(Counters::processorTime).reduce(Duration.ZERO, Duration::plus);
        pool.getHikariPoolMXBean().softEvictConnections();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (connections().stream().anyMatch(connections::contains)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("A connection was not given back");
            }
            Thread.sleep(100);
        }
        return new Count(transactions(), rows("like"), rows("not like"), application, database);
    }

    private static Duration processorTime(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private Set<Long> connections() {
        return sql.sql("select pid from pg_stat_activity where datname = current_database()")
                .query(Long.class)
                .set();
    }

    private long transactions() {
        return sql.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    private Rows rows(String engine) {
        return sql.sql(
                        """
                        select sum(n_tup_ins) as inserted, sum(n_tup_upd) as updated, sum(n_tup_del) as deleted
                        from pg_stat_user_tables where relname %s 'act\\_%%'
                        """
                                .formatted(engine))
                .query(Rows.class)
                .single();
    }
}
