package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duenotice.notice.LettersOfACopy.noticeOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.duenotice.PlatformApi;
import org.duenotice.PlatformApi.Mood;
import org.duenotice.demo.Desk;
import org.duenotice.start.ApplicationProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Letters over a platform's interface in each place where a kill can meet them: not yet claimed, claimed but not begun, taken by the
 * platform that did not say so yet, taken with an answer that was not recorded, and waiting for a platform that is down.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledWhileCallingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(3);

    private PlatformApi platform;
    private ApplicationProcess copy;
    private Desk desk;
    private Path secret;
    private String unclaimed;
    private String claimed;
    private String taken;
    private String waiting;
    private List<List<String>> atTheKill;
    private boolean unclaimedAtTheKill;

    @BeforeAll
    void aCopyIsKilledAmongItsCallsAndStartsAgain() throws InterruptedException, IOException {
        platform = new PlatformApi();
        secret = Files.writeString(Files.createTempFile("duenotice-secret-", ""), PlatformApi.CLIENT_SECRET);
        // one thread: the letter behind the one that hangs stays claimed and is not begun
        copy = calling(ApplicationProcess.onNewData("killed-while-calling"))
                .with("--camunda.bpm.job-execution.core-pool-size=1", "--camunda.bpm.job-execution.max-pool-size=1")
                .startAndAwaitReady();
        desk = new Desk(copy.uri("/"));
        copy.sql()
                .sql(
                        """
                        insert into platform_contact (platform_code, position, name, channel, address, language, verified, source,
                                                      valid_from)
                        values ('TELEGRAM', 1, 'Telegram, interface (test)', 'API', 'reports', 'en', true, 'test', '2023-09-10')
                        """)
                .update();
        var first = letters().restrictionApproved("https://t.me/killed_while_calling_1");
        var second = letters().restrictionApproved("https://t.me/killed_while_calling_2");
        var third = letters().restrictionApproved("https://t.me/killed_while_calling_3");
        unclaimed = letters().restrictionApproved("https://t.me/killed_while_calling_4");

        platform.mood(Mood.FAULTY);
        waiting = letters().letterOf(third);
        await("the platform being down", () -> letters().attempts(waiting).equals(List.of("RETRY_LATER")));
        platform.mood(Mood.SILENT);
        taken = letters().letterOf(first);
        assertThat(platform.awaitTaken()).isTrue();
        claimed = letters().letterOf(second);
        // the claim of this one has not committed: a lock of ours holds up the transaction of the body's decision
        try (var held = copy.dataSource("postgres").getConnection();
                var statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("lock table delivery_attempt in share mode");
            var decision = new Thread(() -> {
                try {
                    letters().address(unclaimed);
                } catch (RuntimeException | AssertionError cutOffByTheKill) {
                    // as it is to be
                }
            });
            decision.setDaemon(true);
            decision.start();
            await("the claim waiting for the lock", this::aClaimIsHeldUp);
            atTheKill =
                    Stream.of(taken, claimed, waiting).map(letters()::attempts).toList();
            unclaimedAtTheKill = letters().noticesOf(unclaimed).isEmpty();
            copy.kill();
            held.rollback();
        } catch (java.sql.SQLException e) {
            // the kill took the connection too
            assertThat(atTheKill).as("the kill came before: " + e.getMessage()).isNotNull();
        }

        platform.mood(Mood.FINE);
        copy = calling(ApplicationProcess.on(copy.data())).startAndAwaitReady();
        desk = new Desk(copy.uri("/"));
    }

    private boolean aClaimIsHeldUp() {
        return copy.sql()
                .sql(
                        "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%delivery_attempt%')")
                .query(Boolean.class)
                .single();
    }

    private ApplicationProcess.Launch calling(ApplicationProcess.Launch launch) {
        return launch.with(
                "--duenotice.channel.api.telegram.base-url=" + platform.address(),
                "--duenotice.channel.api.telegram.client-id=" + PlatformApi.CLIENT_ID,
                "--duenotice.channel.api.telegram.client-secret-file=" + secret,
                // it is the kill that ends the waiting for the platform's word
                "--duenotice.channel.answer-timeout=PT2M",
                "--duenotice.notice.retry-after=PT30S",
                "--camunda.bpm.job-execution.lock-time-in-millis=20000",
                "--camunda.bpm.job-execution.max-wait=1000");
    }

    @AfterAll
    void allIsEnded() {
        if (copy != null) {
            copy.close();
        }
        platform.close();
    }

    @Test
    void theKillMetALetterInEachPlace() {
        assertThat(atTheKill).containsExactly(List.of("STARTED"), List.of("CLAIMED"), List.of("RETRY_LATER"));
        assertThat(unclaimedAtTheKill).isTrue();
    }

    @Test
    void aCallWithoutARecordedAnswerIsRepeatedWithItsKeyAndHasOneEffect() throws InterruptedException {
        desk.await("liaison1", "recordAnswer", noticeOf(taken));
        Thread.sleep(QUIET.toMillis());

        assertThat(letters().attempts(taken)).containsExactly("SENT");
        assertThat(platform.calls(noticeOf(taken)))
                .hasSizeGreaterThan(1)
                .containsOnly(platform.calls(noticeOf(taken)).get(0));
        assertThat(platform.effects(noticeOf(taken))).hasSize(1);
    }

    @Test
    void aLetterThatWasClaimedButNotBegunIsCalledForOnce() throws InterruptedException {
        desk.await("liaison1", "recordAnswer", noticeOf(claimed));
        Thread.sleep(QUIET.toMillis());

        assertThat(letters().attempts(claimed)).containsExactly("SENT");
        assertThat(platform.calls(noticeOf(claimed))).hasSize(1);
    }

    @Test
    void aLetterThatWaitedForThePlatformIsSentWithTheSameKeyWhenItsTimeComes() {
        desk.await("liaison1", "recordAnswer", noticeOf(waiting));

        assertThat(letters().attempts(waiting)).containsExactly("RETRY_LATER", "SENT");
        assertThat(platform.calls(noticeOf(waiting)))
                .hasSize(2)
                .containsOnly(platform.calls(noticeOf(waiting)).get(0));
    }

    @Test
    void aDecisionWhoseClaimDidNotCommitIsTakenAgainAndLeadsToOneLetter() {
        letters().address(unclaimed);
        var notice = letters().noticesOf(unclaimed).get(0);
        desk.await("liaison1", "recordAnswer", notice);
        assertThat(letters().attempts(notice + "/1")).containsExactly("SENT");
        assertThat(platform.effects(notice)).hasSize(1);
    }

    private LettersOfACopy letters() {
        return new LettersOfACopy(desk, copy.sql());
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(100);
        }
    }
}
