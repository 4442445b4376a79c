package org.duenotice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.duenotice.DueNoticeTest;
import org.duenotice.intake.ImportChunks.Counts;
import org.duenotice.intake.ImportLeases.LeaseLost;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Several copies of the application and one import; never committed, so that the one that runs does not join in. */
@DueNoticeTest
@Transactional
class ImportLeasesTest {

    private static final Counts ONE_ROW = new Counts(0, 0, 1, 0, 0, 0);

    @Autowired
    private ImportLeases leases;

    @Autowired
    private JdbcClient sql;

    private UUID waiting() {
        return sql.sql(
                        """
                        insert into detection_import (id, file_name, sha256, format, state, accepted, duplicate, rejected,
                            imported_by, imported_at)
                        values (gen_random_uuid(), 'x', gen_random_uuid()::text, 'CSV', 'RUNNING', 0, 0, 0, 'caseworker1', now())
                        returning id
                        """)
                .query(UUID.class)
                .single();
    }

    private void leaseEnds(UUID id) {
        sql.sql("update detection_import set leased_until = clock_timestamp() - interval '1 second' where id = ?")
                .param(id)
                .update();
    }

    @Test
    void anImportThatSomebodyWorksOnIsTakenByNobodyElse() {
        var id = waiting();

        assertThat(leases.take(id, "one")).isPresent();
        assertThat(leases.take(id, "another")).isEmpty();
    }

    @Test
    void whoeverTakesUpTheImportOfADeadCopyGoesOnBehindItsLastRow() {
        var id = waiting();
        var running = leases.take(id, "one").orElseThrow();
        leases.progress(running, "one", ONE_ROW, false);
        leaseEnds(id);

        assertThat(leases.take(id, "another").orElseThrow().rowsDone()).isOne();
    }

    @Test
    void aCopyThatOnlySeemedDeadRecordsNothingMore() {
        var id = waiting();
        var running = leases.take(id, "one").orElseThrow();
        leaseEnds(id);
        var taken = leases.take(id, "another").orElseThrow();

        assertThatThrownBy(() -> leases.progress(running, "one", ONE_ROW, false))
                .isInstanceOf(LeaseLost.class);
        assertThat(leases.progress(taken, "another", ONE_ROW, false).rowsDone()).isOne();
    }

    @Test
    void whoeverStillReadsKeepsTheImportHoweverLongItTakes() throws Exception {
        var id = waiting();
        var running = leases.take(id, "one").orElseThrow();
        var read = new AtomicInteger();
        RowReader fiveRows = new RowReader() {
            @Override
            public FileRow next() {
                leaseEnds(id);
                return read.incrementAndGet() > 5 ? null : FileRow.of(read.get(), "", Map.of());
            }

            @Override
            public void close() {}
        };
        try (var rows = new HeldRows(fiveRows, 2, () -> leases.hold(running, "one"))) {
            rows.next();
            rows.next();
            rows.next();
            leases.hold(running, "one");
        }
        assertThat(read).hasValue(3);
        assertThat(leases.take(id, "another")).isEmpty();
        assertThat(leases.tries(id)).as("reading alone is no progress").isOne();
        leaseEnds(id);
        leases.counted(running, "one", 5);
        assertThat(leases.take(id, "another")).isEmpty();
    }

    @Test
    void theSameRowsAreNotRecordedTwiceByOneCopyEither() {
        var running = leases.take(waiting(), "one").orElseThrow();
        leases.progress(running, "one", ONE_ROW, false);

        assertThatThrownBy(() -> leases.progress(running, "one", ONE_ROW, false))
                .isInstanceOf(LeaseLost.class);
    }
}
