package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes twice, late, at the same moment, or was cut off. */
@DueNoticeTest
class RestorationRacesTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private Restorations restorations;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private GreenMail mailServer;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    /** A case whose letter is claimed and has not left, and its restoration, prepared before anything else goes on. */
    private String restoredBeforeTheLetterLeft(boolean cutOff) {
        var number = casework.restrictionSought(Casework.address());
        casework.bodyApproves(number);
        if (cutOff) {
            sql.sql("update delivery_attempt set state = 'STARTED', started_at = now() where letter_id in "
                            + "(select id from letter where notice_id = ?)")
                    .param(casework.onlyNotice(number).id())
                    .update();
        }
        restorations.order(
                desk.wanted(number, RestorationKind.RESTORATION, RestorationGround.COURT, "", 1), "body-officer1");
        casework.management
                .createJobQuery()
                .activityId("prepareUndoing")
                .list()
                .forEach(job -> casework.management.executeJob(job.getId()));
        casework.runJobs();
        return number;
    }

    private List<String> mailsAbout(String notice) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(subject -> subject.startsWith(notice + "/"))
                .toList();
    }

    @Test
    void aLetterThatHasNotLeftLeavesNoMore() {
        var number = restoredBeforeTheLetterLeft(false);
        assertThat(mailsAbout(casework.onlyNotice(number).number())).isEmpty();
        assertThat(desk.dispositions(number)).containsValue(Disposition.WITHDRAWN);
        assertThat(casework.isOver(number)).isTrue();
    }

    @Test
    void aLetterThatMayHaveLeftIsWithdrawn() {
        var number = restoredBeforeTheLetterLeft(true);
        assertThat(mailsAbout(casework.onlyNotice(number).number()))
                .singleElement()
                .satisfies(subject -> assertThat(subject).contains("withdrawal of a notice"));
        assertThat(desk.dispositions(number)).containsValue(Disposition.BEING_RESTORED);
    }

    @Test
    void twoWhoAskAtTheSameMomentGetOneRestoration() throws Exception {
        var number = desk.restricted(1, 0);
        try (var people = new People()) {
            var got = people
                    .pool
                    .invokeAll(IntStream.range(0, 4)
                            .mapToObj(no -> (java.util.concurrent.Callable<String>) () -> restorations.order(
                                    desk.wanted(
                                            number,
                                            RestorationKind.RESTORATION,
                                            RestorationGround.END_REACHED,
                                            "RV-2026-00080" + no,
                                            1),
                                    "duenotice"))
                            .toList())
                    .stream()
                    .map(People::get)
                    .distinct()
                    .toList();
            assertThat(got).hasSize(1);
            assertThat(restorations.following("RV-2026-000803")).hasSize(1);
        }
        casework.runJobs();
        assertThat(restorations.of(casework.cases.byNumber(number).id())).hasSize(1);
    }

    private static class People implements AutoCloseable {

        private final java.util.concurrent.ExecutorService pool = Executors.newFixedThreadPool(4);

        static String get(java.util.concurrent.Future<String> future) {
            try {
                return future.get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    @Test
    void aWordThatComesTwiceOrAfterTheEndIsKeptAndChangesNothing() {
        var number = desk.restricted(1, 0);
        var restoration = desk.ordered(number, RestorationKind.RESTORATION, "", 1);
        var letter = desk.told(restoration).get(0).number();
        confirms(restoration, letter);
        confirms(restoration, letter);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        confirms(restoration, letter);
        assertThat(sql.sql(
                                "select count(*) from restoration_confirmation c join letter l on l.id = c.letter_id where l.number = ?")
                        .param(letter)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(restorations.byNumber(restoration).endedAs()).isEqualTo("CONFIRMED");
        assertThat(desk.dispositions(number)).containsValue(Disposition.RESTRICTION_LIFTED);
    }

    @Test
    void aWordThatComesBeforeTheLetterIsKnownToHaveLeftIsNotWaitedForAgain() {
        var number = desk.restricted(1, 0);
        var restoration = restorations.order(
                desk.wanted(number, RestorationKind.RESTORATION, RestorationGround.COURT, "", 1), "body-officer1");
        casework.management
                .createJobQuery()
                .activityId("prepareUndoing")
                .list()
                .forEach(job -> casework.management.executeJob(job.getId()));
        confirms(restoration, desk.told(restoration).get(0).number());
        assertThat(casework.open(restoration)).containsExactly("verifyRestoration");
    }

    private void confirms(String restoration, String letter) {
        RestorationDesk.isCreated(RestorationDesk.post(
                port,
                "liaison1",
                "/api/v1/restorations/" + restoration + "/confirmations",
                """
                {"letter": "%s", "outcome": "CARRIED_OUT", "confirmedAt": "%s"}
                """
                        .formatted(letter, casework.clock.instant())));
        casework.runJobs();
    }
}
