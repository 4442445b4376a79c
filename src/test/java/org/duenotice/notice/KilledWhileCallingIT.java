package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
                        insert into platform_contact (platform_code, position, name, channel, address, language, verified, source)
                        values ('TELEGRAM', 1, 'Telegram, interface (test)', 'API', 'reports', 'en', true, 'test')
                        """)
                .update();
        var first = restrictionSought("https://t.me/killed_while_calling_1");
        var second = restrictionSought("https://t.me/killed_while_calling_2");
        var third = restrictionSought("https://t.me/killed_while_calling_3");
        unclaimed = restrictionSought("https://t.me/killed_while_calling_4");

        platform.mood(Mood.FAULTY);
        waiting = letterOf(third);
        await("the platform being down", () -> attempts(waiting).equals(List.of("RETRY_LATER")));
        platform.mood(Mood.SILENT);
        taken = letterOf(first);
        assertThat(platform.awaitTaken()).isTrue();
        claimed = letterOf(second);
        // the claim of this one has not committed: a lock of ours holds up the transaction of the body's decision
        try (var held = copy.dataSource("postgres").getConnection();
                var statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("lock table delivery_attempt in share mode");
            var decision = new Thread(() -> {
                try {
                    approve(unclaimed);
                } catch (RuntimeException | AssertionError cutOffByTheKill) {
                    // as it is to be
                }
            });
            decision.setDaemon(true);
            decision.start();
            await("the claim waiting for the lock", this::aClaimIsHeldUp);
            atTheKill = Stream.of(taken, claimed, waiting).map(this::attempts).toList();
            unclaimedAtTheKill = noticesOf(unclaimed).isEmpty();
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

        assertThat(attempts(taken)).containsExactly("SENT");
        assertThat(platform.calls(noticeOf(taken)))
                .hasSizeGreaterThan(1)
                .containsOnly(platform.calls(noticeOf(taken)).get(0));
        assertThat(platform.effects(noticeOf(taken))).hasSize(1);
    }

    @Test
    void aLetterThatWasClaimedButNotBegunIsCalledForOnce() throws InterruptedException {
        desk.await("liaison1", "recordAnswer", noticeOf(claimed));
        Thread.sleep(QUIET.toMillis());

        assertThat(attempts(claimed)).containsExactly("SENT");
        assertThat(platform.calls(noticeOf(claimed))).hasSize(1);
    }

    @Test
    void aLetterThatWaitedForThePlatformIsSentWithTheSameKeyWhenItsTimeComes() {
        desk.await("liaison1", "recordAnswer", noticeOf(waiting));

        assertThat(attempts(waiting)).containsExactly("RETRY_LATER", "SENT");
        assertThat(platform.calls(noticeOf(waiting)))
                .hasSize(2)
                .containsOnly(platform.calls(noticeOf(waiting)).get(0));
    }

    @Test
    void aDecisionWhoseClaimDidNotCommitIsTakenAgainAndLeadsToOneLetter() {
        approve(unclaimed);
        var notice = noticesOf(unclaimed).get(0);
        desk.await("liaison1", "recordAnswer", notice);
        assertThat(attempts(notice + "/1")).containsExactly("SENT");
        assertThat(platform.effects(notice)).hasSize(1);
    }

    private String restrictionSought(String address) {
        var number = desk.report("caseworker1", "FINANCIAL_PYRAMID", address);
        desk.addEvidence("caseworker1", number);
        desk.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
        desk.complete(
                "caseworker1",
                "prepareQualification",
                number,
                Map.of(
                        "proposal", "MEASURES",
                        "offenceRoute", "NONE",
                        "restriction", true,
                        "restrictionBasis", restrictionBasis(),
                        "reasons", "The page promises 30 % a month"));
        desk.complete("approver1", "approveQualification", number, Map.of("decision", "APPROVE"));
        desk.complete(
                "caseworker1",
                "prepareNotification",
                number,
                Map.of("reasonsRu", "Обещает 30 % в месяц", "reasonsKk", "Айына 30 % уәде етеді"));
        desk.complete("approver1", "approveNotification", number, Map.of("decision", "APPROVE"));
        desk.complete(
                "body-officer1",
                "decideRestriction",
                number,
                Map.of(
                        "decisionForAll",
                        "APPROVE",
                        "reasons",
                        "Prohibited by law",
                        "reviewDate",
                        LocalDate.now(ZoneId.of("Asia/Almaty")).plusMonths(6).toString(),
                        "hearing",
                        "NOT_HELD",
                        "hearingGround",
                        "IMMEDIATE_ACT_NEEDED",
                        "hearingReasons",
                        "People lose their money as long as the page stands"));
        return number;
    }

    private String restrictionBasis() {
        return copy.sql()
                .sql("select id::text from legal_basis where code = 'restriction-law'")
                .query(String.class)
                .single();
    }

    /** The body's officer names the addressee, in the transaction that claims the letter. */
    private void approve(String caseNumber) {
        desk.complete(
                "body-officer1",
                "decideMeasures",
                caseNumber,
                Map.of("addresseeForAll", "PLATFORM", "reasons", "It answers for this page"));
    }

    /** The body approves, and the first letter of the case's only notice is on its way. */
    private String letterOf(String caseNumber) {
        approve(caseNumber);
        assertThat(noticesOf(caseNumber)).hasSize(1);
        return noticesOf(caseNumber).get(0) + "/1";
    }

    private List<String> noticesOf(String caseNumber) {
        return copy.sql()
                .sql("select n.number from notice n join case_file c on c.id = n.case_id where c.number = ?")
                .param(caseNumber)
                .query(String.class)
                .list();
    }

    private static String noticeOf(String letter) {
        return letter.substring(0, letter.indexOf('/'));
    }

    /** What the attempts to deliver the letter came to, in order. */
    private List<String> attempts(String letter) {
        return copy.sql()
                .sql("select a.state from delivery_attempt a join letter l on l.id = a.letter_id where l.number = ? "
                        + "order by a.no")
                .param(letter)
                .query(String.class)
                .list();
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(100);
        }
    }
}
