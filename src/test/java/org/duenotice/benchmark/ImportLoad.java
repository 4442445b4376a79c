package org.duenotice.benchmark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import javax.sql.DataSource;
import lombok.RequiredArgsConstructor;
import org.duenotice.demo.ManyDetections;
import org.duenotice.intake.DetectionImport;
import org.duenotice.intake.ImportWork;
import org.duenotice.intake.Imports;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A file through the product, from its upload to its cases, against PostgreSQL's {@code COPY} of the very same rows of target,
 * case_target, state_move and detection into the same tables with their indexes, in one transaction.
 */
@RequiredArgsConstructor
final class ImportLoad {

    private static final int BAD_EVERY = 100;

    private final Imports imports;
    private final ImportWork work;
    private final DataSource database;
    private final JdbcClient sql;
    private final int rows;
    private final int rounds;

    /** What a round took. */
    private record Round(Duration reading, Duration whole, Duration copy, int copied) {}

    void run() throws Exception {
        System.out.printf("%nimport of %,d rows, 1 %% of them bad, %d round(s) after one to warm up%n", rows, rounds);
        round(0);
        var heap = new HeapAfterCollection();
        var results = new ArrayList<Round>();
        for (var no = 1; no <= rounds; no++) {
            results.add(round(no));
        }
        for (var result : results) {
            System.out.printf(
                    "  rows: %6.0f rows/s; with processes: %6.0f rows/s; COPY: %7.0f rows/s; times %.1f and %.1f%n",
                    rate(result.reading()),
                    rate(result.whole()),
                    result.copied() / seconds(result.copy()),
                    ratio(result.reading(), result),
                    ratio(result.whole(), result));
        }
        System.out.printf("  heap after a collection, at most: %d MB%n", heap.most() / 1024 / 1024);
    }

    private double rate(Duration took) {
        return rows / seconds(took);
    }

    private double ratio(Duration took, Round round) {
        return seconds(took) / rows / (seconds(round.copy()) / round.copied());
    }

    private static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }

    private Round round(int no) throws IOException, SQLException {
        var mark = "B%d%s".formatted(no, UUID.randomUUID().toString().substring(0, 4));
        var file = ManyDetections.file("benchmark-", ManyDetections.sites(mark, rows, BAD_EVERY));
        var begun = System.nanoTime();
        var read = new AtomicLong();
        var watcher = new Thread(() -> read.set(whenRead(mark)));
        watcher.start();
        var done = imported(file, mark);
        var whole = Duration.ofNanos(System.nanoTime() - begun);
        join(watcher);
        Files.delete(file);
        if (done.accepted() != rows - rows / BAD_EVERY) {
            throw new IllegalStateException("Not what was in the file: " + done);
        }
        var copied = copy(done);
        return new Round(Duration.ofNanos(read.get() - begun), whole, copied, done.accepted());
    }

    private DetectionImport imported(Path file, String mark) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var taken = imports.take(mark, content, "caseworker1");
            return work.finish(taken.detectionImport().id());
        }
    }

    /** The moment at which all rows were recorded and only the processes were left to start. */
    private long whenRead(String mark) {
        while (!sql.sql("select coalesce(bool_or(was_read), false) from detection_import where file_name = ?")
                .param(mark)
                .query(Boolean.class)
                .single()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return System.nanoTime();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies the rows of the import once more, under keys of their own. */
    private Duration copy(DetectionImport done) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            prepare(connection, done);
            var parts = List.of(
                    new Part(
                            "target",
                            "id, canonical_key, kind, platform_code, unresolved, rule_version, first_seen_at"),
                    new Part("case_target", "id, case_id, target_id, no, original_address"),
                    new Part("state_move", "machine, subject, from_state, to_state, reason, actor, effective_at"),
                    new Part(
                            "detection",
                            "id, source, source_reference, case_target_id, import_id, reported_by, reported_at, sighted"));
            var contents = new ArrayList<byte[]>();
            for (var part : parts) {
                var bytes = new ByteArrayOutputStream();
                copyOut(
                        connection,
                        "copy (select %s from copied_%s) to stdout".formatted(part.columns(), part.table()),
                        bytes);
                contents.add(bytes.toByteArray());
            }
            connection.commit();
            var begun = System.nanoTime();
            for (var i = 0; i < parts.size(); i++) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s (%s) from stdin"
                                        .formatted(
                                                parts.get(i).table(),
                                                parts.get(i).columns()),
                                new ByteArrayInputStream(contents.get(i)));
            }
            connection.commit();
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private record Part(String table, String columns) {}

    private static void copyOut(Connection connection, String statement, OutputStream into)
            throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement, into);
    }

    private void prepare(Connection connection, DetectionImport done) throws SQLException {
        for (var statement : List.of(
                "drop table if exists copied_ids, copied_target, copied_case_target, copied_state_move, copied_detection, copied_cases",
                """
                create temp table copied_ids as
                select d.id as detection, ct.id as old, ct.case_id, ct.target_id, gen_random_uuid() as new_target,
                       gen_random_uuid() as new_case_target
                from detection d join case_target ct on ct.id = d.case_target_id where d.import_id = '%s'
                """
                        .formatted(done.id()),
                """
                create temp table copied_cases as
                select case_id as old, gen_random_uuid() as new from copied_ids group by case_id
                """,
                """
                insert into case_file (id, number, category, description, source, reported_by, state, opened_at)
                select c.new, f.number || ' copy', f.category, f.description, f.source, f.reported_by, f.state, f.opened_at
                from copied_cases c join case_file f on f.id = c.old
                """,
                """
                create temp table copied_target as
                select i.new_target as id, t.canonical_key || '#copy' as canonical_key, t.kind, t.platform_code, t.unresolved,
                       t.rule_version, t.first_seen_at from copied_ids i join target t on t.id = i.target_id
                """,
                """
                create temp table copied_case_target as
                select i.new_case_target as id, c.new as case_id, i.new_target as target_id, ct.no, ct.original_address
                from copied_ids i join copied_cases c on c.old = i.case_id join case_target ct on ct.id = i.old
                """,
                """
                create temp table copied_state_move as
                select m.machine, i.new_case_target as subject, m.from_state, m.to_state, m.reason, m.actor, m.effective_at
                from copied_ids i join state_move m on m.subject = i.old where m.replaces is null
                """,
                """
                create temp table copied_detection as
                select gen_random_uuid() as id, d.source, d.source_reference || ' copy' as source_reference,
                       i.new_case_target as case_target_id, d.import_id, d.reported_by, d.reported_at, d.sighted
                from copied_ids i join detection d on d.id = i.detection
                """)) {
            try (var run = connection.createStatement()) {
                run.execute(statement);
            }
        }
    }

    /** The most that was in use after any collection; what is garbage does not count. */
    private static final class HeapAfterCollection {

        private final AtomicLong most = new AtomicLong();

        private HeapAfterCollection() {
            for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                ((NotificationEmitter) collector)
                        .addNotificationListener(
                                (event, back) -> note((CompositeData) event.getUserData()), null, null);
            }
        }

        private void note(CompositeData collection) {
            var used = com.sun.management.GarbageCollectionNotificationInfo.from(collection)
                    .getGcInfo()
                    .getMemoryUsageAfterGc()
                    .entrySet()
                    .stream()
                    .filter(pool -> pool.getKey().matches("(G1|PS|Tenured|Eden|Survivor).*"))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            most.accumulateAndGet(used, Math::max);
        }

        private long most() {
            return most.get();
        }
    }
}
