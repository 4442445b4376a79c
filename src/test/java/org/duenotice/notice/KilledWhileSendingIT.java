package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duenotice.notice.LettersOfACopy.noticeOf;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * not begun, and waiting for a mail server that was away; and an order to three operators in the first two of these places. One
 * kill meets them all, because every start costs seconds.
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
    private String order;
    private List<List<String>> atTheKill;
    private List<String> sendingsAtTheKill;

    @BeforeAll
    void aCopyIsKilledAmongItsLettersAndStartsAgain() throws InterruptedException {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        way = MoodySmtp.inFrontOf(mailServer.getSmtp().getPort());
        // two threads: what comes behind the letter and the order that hang stays claimed and is not begun
        copy = mailing(ApplicationProcess.onNewData("killed-while-sending"))
                .with("--camunda.bpm.job-execution.core-pool-size=2", "--camunda.bpm.job-execution.max-pool-size=2")
                .startAndAwaitReady();
        desk = new Desk(copy.uri("/"));
        var first = letters().restrictionApproved("https://t.me/killed_while_sending_1");
        var second = letters().restrictionApproved("https://t.me/killed_while_sending_2");
        var third = letters().restrictionApproved("https://t.me/killed_while_sending_3");
        var site = letters().restrictionApproved("https://killed-while-sending.example/");

        way.goAway();
        waiting = letters().letterOf(third);
        await("the mail server being missed", () -> letters().attempts(waiting).equals(List.of("RETRY_LATER")));
        way.mood(Mood.SILENT_AFTER_TAKING);
        way.comeBack();
        taken = letters().letterOf(first);
        assertThat(way.awaitTaken()).isTrue();
        way.mood(Mood.SILENT_AFTER_TAKING);
        order = letters().orderOf(site);
        assertThat(way.awaitTaken()).isTrue();
        claimed = letters().letterOf(second);
        atTheKill = Stream.of(taken, claimed, waiting).map(letters()::attempts).toList();
        sendingsAtTheKill = letters().sendings(order);
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
        assertThat(sendingsAtTheKill).containsExactlyInAnyOrder("STARTED", "CLAIMED", "CLAIMED");
    }

    @Test
    void anOrderThatMayHaveLeftIsSentAgainUnderTheSameMessageIdAndTheOthersOnce() throws InterruptedException {
        for (var operator : List.of("OPERATOR_NORTH", "OPERATOR_SOUTH", "TECHNICAL_SERVICE")) {
            desk.await("body-officer1", "recordConfirmation", order + "/" + operator);
        }
        Thread.sleep(QUIET.toMillis());

        assertThat(letters().sendings(order)).containsExactly("SENT", "SENT", "SENT");
        var ids = received(order).stream().map(KilledWhileSendingIT::id).toList();
        assertThat(ids).hasSize(4);
        assertThat(Set.copyOf(ids)).hasSize(3);
    }

    @Test
    void aLetterThatMayHaveLeftGoesToAPersonAndIsNotSentAgain() throws InterruptedException {
        desk.await("liaison1", "settleDelivery", taken);
        Thread.sleep(QUIET.toMillis());
        assertThat(letters().attempts(taken)).containsExactly("IN_DOUBT");
        assertThat(received(taken)).hasSize(1);

        desk.complete(
                "liaison1",
                "settleDelivery",
                taken,
                Map.of("settlement", "WAS_SENT", "proof", "The mail server's log shows the message as taken"));

        desk.await("liaison1", "recordAnswer", noticeOf(taken));
        Thread.sleep(QUIET.toMillis());
        assertThat(letters().attempts(taken)).containsExactly("SETTLED_AS_SENT");
        assertThat(received(taken)).hasSize(1);
    }

    @Test
    void aLetterThatWasClaimedButNotBegunIsSentOnce() throws InterruptedException {
        desk.await("liaison1", "recordAnswer", noticeOf(claimed));
        Thread.sleep(QUIET.toMillis());

        assertThat(letters().attempts(claimed)).containsExactly("SENT");
        assertThat(received(claimed)).hasSize(1);
    }

    @Test
    void aLetterThatWaitedForTheMailServerIsSentOnceWhenItsTimeComes() throws InterruptedException {
        desk.await("liaison1", "recordAnswer", noticeOf(waiting));
        Thread.sleep(QUIET.toMillis());

        assertThat(letters().attempts(waiting)).containsExactly("RETRY_LATER", "SENT");
        assertThat(received(waiting)).hasSize(1);
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

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
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
