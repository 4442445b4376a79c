package org.duenotice.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** One data folder through the lives of several copies, in order: every start costs seconds, so one's end is the next one's beginning. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DataFolderIT {

    private ApplicationProcess copy;
    private Map<String, Integer> kept;
    private int firstAnswer;

    @BeforeAll
    void theFirstCopyStarts() throws InterruptedException {
        copy = ApplicationProcess.onNewData("data-folder")
                .environment("TZ", "Asia/Almaty")
                .start();
        firstAnswer = firstAnswer();
        copy.awaitReady();
        awaitTheTaskOfNextYearsCalendar();
        kept = rows();
    }

    /** Of somebody who reports again and again until the port is open. */
    private int firstAnswer() throws InterruptedException {
        var until = Instant.now().plus(Duration.ofMinutes(2));
        var report = HttpRequest.BodyPublishers.ofString(
                """
                {"category": "FINANCIAL_PYRAMID", "description": "A third a month is promised", "language": "kk",
                 "addresses": ["https://first-of-all.example/"], "anonymous": true}
                """);
        while (true) {
            try {
                return copy.send(HttpRequest.newBuilder(copy.uri("/public/v1/reports"))
                                .POST(report)
                                .header("Content-Type", "application/json"))
                        .statusCode();
            } catch (UncheckedIOException notYetOpen) {
                assertThat(Instant.now()).as("the port is open").isBefore(until);
                Thread.sleep(20);
            }
        }
    }

    /** From November on the first start asks for next year's calendar, in a moment of its own. */
    private void awaitTheTaskOfNextYearsCalendar() throws InterruptedException {
        var until = Instant.now().plus(Duration.ofSeconds(30));
        while (LocalDate.now(ZoneId.of("Asia/Almaty")).getMonthValue() >= 11 && calendarTasks() == 0) {
            assertThat(Instant.now()).as("next year's calendar was asked for").isBefore(until);
            Thread.sleep(200);
        }
    }

    private int calendarTasks() {
        return copy.sql()
                .sql("select count(*) from act_ru_task where task_def_key_ = 'loadCalendar'")
                .query(Integer.class)
                .single();
    }

    @AfterAll
    void theLastCopyEnds() {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    @Order(1)
    void whoeverComesFirstFindsTheProcessesThere() {
        assertThat(firstAnswer).isEqualTo(201);
    }

    @Test
    @Order(1)
    void theEngineKeepsUtcWhereverTheMachineStands() {
        var age = copy.sql()
                .sql("select extract(epoch from now() at time zone 'UTC' - max(deploy_time_)) from act_re_deployment")
                .query(Long.class)
                .single();

        assertThat(age).isBetween(0L, Duration.ofHours(1).toSeconds());
    }

    @Test
    @Order(1)
    void aSecondCopyOnTheSameDataIsRefusedInOneClearLine() {
        var second = ApplicationProcess.on(copy.data()).start();

        assertThat(second.awaitEnd(Duration.ofMinutes(1))).isNotZero();
        assertThat(second.logLines("in use"))
                .containsExactly("The data folder %s is in use by another running DueNotice (process %d)."
                        .formatted(copy.data(), copy.pid()));
        assertThat(second.log()).doesNotContain("Exception", "\tat ");
        assertThat(copy.get("/engine-rest/engine").statusCode()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void theDatabaseOfAKilledCopyIsFoundStoppedAndTakenOver() {
        copy.kill();
        var leftBehind = copy.database().orElseThrow();

        copy = ApplicationProcess.on(copy.data()).startAndAwaitReady();

        assertThat(copy.logLines("left behind by a killed copy"))
                .singleElement()
                .asString()
                .contains("(process %d)".formatted(leftBehind.pid()));
        assertThat(ApplicationProcess.works(leftBehind)).isFalse();
        assertThat(copy.database().orElseThrow().pid()).isNotEqualTo(leftBehind.pid());
    }

    @Test
    @Order(3)
    void aSecondStartKeepsEverythingAndAddsNothing() {
        assertThat(kept).containsKeys("case_file", "act_re_procdef", "act_id_user");
        assertThat(rows()).isEqualTo(kept);
    }

    @Test
    @Order(4)
    void aStoppedCopyLeavesNothingRunning() {
        var database = copy.database().orElseThrow();

        copy.stop();

        assertThat(ApplicationProcess.works(database)).isFalse();
        assertThat(copy.database()).isEmpty();
        assertThat(copy.log()).doesNotContain("Exception");
    }

    @Test
    @Order(5)
    void engineResourcesHaveTheSameNamesFromSourceAndFromTheJar() {
        copy = ApplicationProcess.on(copy.data()).fromClasses().startAndAwaitReady();

        assertThat(rows()).as("a start from source deploys nothing anew").isEqualTo(kept);
    }

    /**
     * What a start may not change: everything but the engine's own measurements, its property counters and the log of its nightly clean-up,
     * which works whenever its window is open.
     */
    private Map<String, Integer> rows() {
        var sql = copy.sql();
        var rows = new TreeMap<String, Integer>();
        sql.sql("select tablename from pg_tables where schemaname = 'public'"
                        + " and tablename not in ('act_ru_meter_log', 'act_ge_property', 'act_hi_job_log')")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        sql.sql("select count(*) from " + table)
                                .query(Integer.class)
                                .single()));
        rows.put(
                "act_hi_job_log",
                sql.sql("select count(*) from act_hi_job_log where job_def_type_ is distinct from 'history-cleanup'")
                        .query(Integer.class)
                        .single());
        return rows;
    }
}
