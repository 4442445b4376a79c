package org.duenotice.judicialact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.duenotice.start.ApplicationProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A copy that is killed while it records an act leaves nothing of it; the same call again does all of it, once. Killed while it drafts
 * the notices of a recorded act it leaves no half of them; another copy drafts them all.
 */
class KilledWhileRecordingAnActIT {

    /** Longer than the lock of a job and the paper of so many lines together. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final int TARGETS = 6_000;

    private ApplicationProcess copy;

    @AfterEach
    void itIsEnded() {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    void aKillLeavesNothingAndTheSameCallAgainEndsWithAllOfIt() throws Exception {
        copy = ApplicationProcess.onNewData("killed-while-recording").startAndAwaitReady();
        var call = call();
        var broken = CompletableFuture.supplyAsync(() -> copy.send(call));
        await(
                "the lines being taken",
                () -> one("select count(*) from pg_locks where locktype = 'advisory' and classid = 20607") > 0);
        copy.kill();
        assertThat(broken.handle((answer, failure) -> failure != null).get()).isTrue();

        copy = ApplicationProcess.on(copy.data()).startAndAwaitReady();
        assertThat(one("select count(*) from incoming_act")).isZero();
        assertThat(one("select count(*) from notice_draft")).isZero();
        assertThat(one("select count(*) from register_change where register = 'JUDICIAL_ACT'"))
                .isZero();
        var first = copy.send(call());
        var second = copy.send(call());

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(new ObjectMapper().readTree(second.body())).isEqualTo(new ObjectMapper().readTree(first.body()));
        assertThat(one("select count(*) from incoming_act_row where outcome = 'PLACED'"))
                .isEqualTo(TARGETS);
        assertThat(one("select count(*) from incoming_act_case")).isEqualTo(TARGETS / 500);
        await("the drafts", () -> one("select count(*) from act_ru_task where task_def_key_ = 'approveAct'") == 1);
        assertThat(one("select count(*) from notice_draft")).isEqualTo(TARGETS / 500);
    }

    @Test
    void aKillWhileTheNoticesAreDraftedLeavesNoHalfOfThemAndAnotherCopyDraftsThemAll() throws Exception {
        copy = working(ApplicationProcess.onNewData("killed-while-drafting")).startAndAwaitReady();
        var answer = copy.send(call());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        await(
                "the drafts being made",
                () -> one(
                                "select count(*) from act_ru_job where lock_owner_ is not null and process_def_key_ = 'judicial-act'")
                        == 1);
        copy.kill();

        copy = working(ApplicationProcess.on(copy.data())).startAndAwaitReady();
        await("the drafts", () -> one("select count(*) from act_ru_task where task_def_key_ = 'approveAct'") == 1);
        assertThat(one("select count(*) from incoming_act_row where outcome = 'PLACED'"))
                .isEqualTo(TARGETS);
        assertThat(one("select count(*) from notice_draft")).isEqualTo(TARGETS / 500);
    }

    /** A job of a copy that died is taken up when its lock ends. */
    private static ApplicationProcess.Launch working(ApplicationProcess.Launch launch) {
        return launch.with(
                "--camunda.bpm.job-execution.lock-time-in-millis=60000", "--camunda.bpm.job-execution.max-wait=1000");
    }

    private HttpRequest.Builder call() throws Exception {
        var json = new ObjectMapper();
        var act = json.createObjectNode()
                .put("number", "2-329/2026")
                .put("actDate", "2026-01-15")
                .put("court", "Court of the Tests")
                .put("inForceSince", "2026-02-15")
                .put("operativePart", "The distribution is prohibited")
                .put("source", "Incoming letter 12")
                .put("verified", true)
                .put("category", "FINANCIAL_PYRAMID")
                .put("reasonsRu", "Суд запретил распространение")
                .put("reasonsKk", "Сот таратуға тыйым салды");
        var targets = act.putArray("targets");
        IntStream.rangeClosed(1, TARGETS).forEach(n -> targets.add("https://t.me/demo_killed_act/" + n));
        return HttpRequest.newBuilder(copy.uri("/api/v1/incoming-acts"))
                .POST(BodyPublishers.ofString(json.writeValueAsString(act)))
                .header("Idempotency-Key", "one-act")
                .header("Content-Type", "application/json")
                .header("Authorization", ApplicationProcess.basic("caseworker1", "caseworker1"));
    }

    private int one(String query) {
        return copy.sql().sql(query).query(Integer.class).single();
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(5);
        }
    }
}
