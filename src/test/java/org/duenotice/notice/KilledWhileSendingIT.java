package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.duenotice.MoodySmtp;
import org.duenotice.MoodySmtp.Mood;
import org.duenotice.demo.Desk;
import org.duenotice.start.ApplicationProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Three letters in the three places where a kill can meet them: taken by the mail server that did not say so yet, claimed but
 * not begun, and waiting for a mail server that was away. One kill meets them all, because every start costs seconds.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledWhileSendingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(3);

    private GreenMail mailServer;
    private MoodySmtp way;
    private ApplicationProcess copy;
    private Desk desk;
    private String taken;
    private String claimed;
    private String waiting;
    private List<List<String>> atTheKill;

    @BeforeAll
    void aCopyIsKilledAmongItsLettersAndStartsAgain() throws InterruptedException {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        way = MoodySmtp.inFrontOf(mailServer.getSmtp().getPort());
        // one thread: the letter behind the one that hangs stays claimed and is not begun
        copy = mailing(ApplicationProcess.onNewData("killed-while-sending"))
                .with("--camunda.bpm.job-execution.core-pool-size=1", "--camunda.bpm.job-execution.max-pool-size=1")
                .startAndAwaitReady();
        desk = new Desk(copy.uri("/"));
        var first = restrictionSought("https://t.me/killed_while_sending_1");
        var second = restrictionSought("https://t.me/killed_while_sending_2");
        var third = restrictionSought("https://t.me/killed_while_sending_3");

        way.goAway();
        waiting = letterOf(third);
        await("the mail server being missed", () -> attempts(waiting).equals(List.of("RETRY_LATER")));
        way.mood(Mood.SILENT_AFTER_TAKING);
        way.comeBack();
        taken = letterOf(first);
        assertThat(way.awaitTaken()).isTrue();
        claimed = letterOf(second);
        atTheKill = Stream.of(taken, claimed, waiting).map(this::attempts).toList();
        copy.kill();

        way.mood(Mood.FINE);
        copy = mailing(ApplicationProcess.on(copy.data())).startAndAwaitReady();
        desk = new Desk(copy.uri("/"));
    }

    private ApplicationProcess.Launch mailing(ApplicationProcess.Launch launch) {
        return launch.with(
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + way.port(),
                // it is the kill that ends the waiting for the mail server's word
                "--spring.mail.properties.mail.smtp.timeout=120000",
                "--duenotice.notice.retry-after=PT30S",
                "--camunda.bpm.job-execution.lock-time-in-millis=20000",
                "--camunda.bpm.job-execution.max-wait=1000");
    }

    @AfterAll
    void allIsEnded() {
        if (copy != null) {
            copy.close();
        }
        way.close();
        mailServer.stop();
    }

    @Test
    void theKillMetALetterInEachPlace() {
        assertThat(atTheKill).containsExactly(List.of("STARTED"), List.of("CLAIMED"), List.of("RETRY_LATER"));
    }

    @Test
    void aLetterThatMayHaveLeftGoesToAPersonAndIsNotSentAgain() throws InterruptedException {
        desk.await("liaison1", "settleDelivery", taken);
        Thread.sleep(QUIET.toMillis());
        assertThat(attempts(taken)).containsExactly("IN_DOUBT");
        assertThat(received(taken)).hasSize(1);

        desk.complete(
                "liaison1",
                "settleDelivery",
                taken,
                Map.of("settlement", "WAS_SENT", "proof", "The mail server's log shows the message as taken"));

        desk.await("liaison1", "recordAnswer", noticeOf(taken));
        Thread.sleep(QUIET.toMillis());
        assertThat(attempts(taken)).containsExactly("SETTLED_AS_SENT");
        assertThat(received(taken)).hasSize(1);
    }

    @Test
    void aLetterThatWasClaimedButNotBegunIsSentOnce() throws InterruptedException {
        desk.await("liaison1", "recordAnswer", noticeOf(claimed));
        Thread.sleep(QUIET.toMillis());

        assertThat(attempts(claimed)).containsExactly("SENT");
        assertThat(received(claimed)).hasSize(1);
    }

    @Test
    void aLetterThatWaitedForTheMailServerIsSentOnceWhenItsTimeComes() throws InterruptedException {
        desk.await("liaison1", "recordAnswer", noticeOf(waiting));
        Thread.sleep(QUIET.toMillis());

        assertThat(attempts(waiting)).containsExactly("RETRY_LATER", "SENT");
        assertThat(received(waiting)).hasSize(1);
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
        return number;
    }

    private String restrictionBasis() {
        return copy.sql()
                .sql("select id::text from legal_basis where code = 'restriction-law'")
                .query(String.class)
                .single();
    }

    /** The body approves, and the first letter of the case's only notice is on its way. */
    private String letterOf(String caseNumber) {
        desk.complete(
                "caseworker1",
                "prepareNotification",
                caseNumber,
                Map.of("reasonsRu", "Обещает 30 % в месяц", "reasonsKk", "Айына 30 % уәде етеді"));
        desk.complete("approver1", "approveNotification", caseNumber, Map.of("decision", "APPROVE"));
        desk.complete(
                "body-officer1",
                "decideRestriction",
                caseNumber,
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
        desk.complete(
                "body-officer1",
                "decideMeasures",
                caseNumber,
                Map.of("addresseeForAll", "PLATFORM", "reasons", "It answers for this page"));
        var notices = desk.get("liaison1", "/api/v1/cases/" + caseNumber).path("timeline").findParents("kind").stream()
                .filter(event -> event.path("kind").asText().equals("NOTICE_PREPARED"))
                .map(event -> event.path("subject").asText())
                .toList();
        assertThat(notices).hasSize(1);
        return notices.get(0) + "/1";
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

    private List<MimeMessage> received(String letter) {
        return Stream.of(mailServer.getReceivedMessages())
                .filter(message -> subject(message).contains(letter))
                .toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(100);
        }
    }
}
