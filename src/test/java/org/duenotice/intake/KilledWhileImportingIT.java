package org.duenotice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.duenotice.demo.ManyDetections;
import org.duenotice.start.ApplicationProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A copy with a heap of 200 MB is killed among the rows of a file, and again while it hands the cases over; what it leaves is what an
 * undisturbed import leaves.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledWhileImportingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ROWS = 12_000;
    private static final int BAD_EVERY = 100;

    private ApplicationProcess copy;
    private int doneAtFirstKill;
    private int waitingAtSecondKill;

    @BeforeAll
    void aCopyIsKilledTwiceInOneImport() throws Exception {
        copy = importing(ApplicationProcess.onNewData("killed-while-importing")).startAndAwaitReady();
        upload(ManyDetections.file("killed-", ManyDetections.sites("KILL", ROWS, BAD_EVERY)));
        await("some rows being done", () -> number("rows_done") > 2_000);
        copy.kill();
        copy = importing(ApplicationProcess.on(copy.data())).start();
        await("the database", this::answers);
        doneAtFirstKill = number("rows_done");
        copy.awaitReady();
        await("some cases being handed over", () -> number("(was_read)::int") == 1 && handedOver() > 0);
        copy.kill();
        copy = importing(ApplicationProcess.on(copy.data())).start();
        await("the database", this::answers);
        waitingAtSecondKill = cases() - handedOver();
        copy.awaitReady();
        await("the end of the import", () -> number("(state = 'DONE')::int") == 1);
    }

    private static ApplicationProcess.Launch importing(ApplicationProcess.Launch launch) {
        return launch.jvm("-Xmx200m").with("--duenotice.import.chunk=200", "--duenotice.import.lease=PT3S");
    }

    private void upload(Path file) throws IOException {
        var start = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\n\r\n";
        var answer = copy.send(HttpRequest.newBuilder(copy.uri("/api/v1/imports"))
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(start),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--b--\r\n")))
                .header("Idempotency-Key", "one-import")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .header("Authorization", ApplicationProcess.basic("caseworker1", "caseworker1")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Files.delete(file);
    }

    @AfterAll
    void itIsEnded() {
        if (copy != null) {
            copy.close();
        }
    }

    private int number(String what) {
        return one("select coalesce(max(" + what + "), 0) from detection_import where file_name = 'rows.csv'");
    }

    private int cases() {
        return one("select count(*) from import_group g join detection_import i on i.id = g.import_id "
                + "where i.file_name = 'rows.csv'");
    }

    private int handedOver() {
        return one("select count(*) from import_group g join detection_import i on i.id = g.import_id "
                + "where i.file_name = 'rows.csv' and g.handed_over_at is not null");
    }

    private int one(String query) {
        return copy.sql().sql(query).query(Integer.class).single();
    }

    private boolean answers() {
        try {
            return one("select 1") == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void theKillsMetTheImportAmongItsRowsAndAmongItsCases() {
        assertThat(doneAtFirstKill).isBetween(2_000, ROWS - 200);
        assertThat(waitingAtSecondKill).isPositive();
    }

    @Test
    void theCountsAreThoseOfAnUndisturbedImport() {
        assertThat(number("total")).isEqualTo(ROWS);
        assertThat(number("rows_done")).isEqualTo(ROWS);
        assertThat(number("rejected")).isEqualTo(ROWS / BAD_EVERY);
        assertThat(number("accepted")).isEqualTo(ROWS - ROWS / BAD_EVERY);
        assertThat(number("duplicate")).isZero();
        assertThat(number("sighted_again")).isZero();
        assertThat(number("cases")).isEqualTo(cases());
    }

    @Test
    void everyRowIsThereOnceAndEveryCaseHasItsProcessOnce() {
        assertThat(one("select count(*) from detection where source_reference like 'KILL-%'"))
                .isEqualTo(ROWS - ROWS / BAD_EVERY);
        assertThat(one("select count(distinct case_target_id) from detection where source_reference like 'KILL-%'"))
                .isEqualTo(ROWS - ROWS / BAD_EVERY);
        assertThat(one("select count(*) from rejected_row")).isEqualTo(ROWS / BAD_EVERY);
        assertThat(
                        one(
                                """
                        select count(*) from act_ru_execution e where e.parent_id_ is null and e.business_key_ in (
                            select f.number from import_group g join case_file f on f.id = g.case_id
                            join detection_import i on i.id = g.import_id where i.file_name = 'rows.csv')
                        """))
                .isEqualTo(cases());
    }
}
