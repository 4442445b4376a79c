package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.duenotice.DueNoticeTest;
import org.duenotice.PlatformApi;
import org.duenotice.PlatformApi.Mood;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.channel.ChannelKind;
import org.duenotice.channel.Proof;
import org.duenotice.channel.Ways;
import org.duenotice.notice.Deliveries;
import org.duenotice.notice.DeliveryProofs;
import org.duenotice.notice.Letters;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@DueNoticeTest
class LetterDeliveryTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    private Clocks clocks;

    @Autowired
    private Casework casework;

    @Autowired
    private PlatformApi platform;

    @Autowired
    private Letters letters;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private DeliveryProofs proofs;

    @Autowired
    private Ways ways;

    @Autowired
    private Timeline timeline;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
        contact("API", "reports", "ru");
    }

    /** The way of a platform that nobody else's tests write to. */
    private void contact(String channel, String address, String language) {
        sql.sql(
                        """
                        insert into platform_contact (platform_code, position, name, channel, address, language, verified, source,
                                                      valid_from)
                        values ('OK', 1, 'Odnoklassniki, reports (test)', ?, ?, ?, true, 'test', '2023-09-10')
                        """)
                .params(channel, address, language)
                .update();
    }

    @AfterEach
    void fineWeather() {
        platform.mood(Mood.FINE);
        ways.worked("OK", ChannelKind.API);
        contact("EMAIL", "notices@ok.example", "ru");
    }

    private String noticeSent() {
        return casework.noticeSent("https://ok.ru/video/77" + (100_000 + NEXT.incrementAndGet()));
    }

    private List<String> states(String notice) {
        return deliveries.attempts(letters.byNumber(notice + "/1")).stream()
                .map(Deliveries.Attempt::state)
                .toList();
    }

    private List<DeliveryProofs.Kept> proofs(String notice) {
        return proofs.of(letters.byNumber(notice + "/1").id());
    }

    private void pass(Duration time) {
        casework.clock.pass(time);
        casework.runJobs();
    }

    @Test
    void anInterfaceGetsTheWholeNoticeAndItsReferenceIsTheProof() {
        var notice = noticeSent();

        var told = platform.effects(notice).get(0);
        assertThat(told.path("letterNumber").asText()).isEqualTo(notice + "/1");
        assertThat(told.path("kind").asText()).isEqualTo("NOTICE");
        assertThat(told.at("/items/0/address").asText()).startsWith("https://ok.ru/video/77");
        assertThat(told.at("/items/0/key").asText()).startsWith("ok:video:77");
        assertThat(told.at("/legalBasis/0").asText()).contains("article");
        assertThat(told.at("/term/dueAt").asText()).startsWith("2026-11-03T05:");
        assertThat(told.at("/term/citation").asText()).isNotBlank();
        assertThat(told.path("callback").asText()).endsWith("/api/v1/callbacks/OK");
        assertThat(told.path("sha256").asText())
                .isEqualTo(letters.byNumber(notice + "/1").pdfSha256());
        assertThat(proofs(notice)).singleElement().satisfies(proof -> {
            assertThat(proof.kind()).isEqualTo(Proof.Kind.API_REFERENCE);
            assertThat(proof.words()).startsWith("CR-");
        });
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aTokenThatIsNoLongerAcceptedIsAskedForAgain() {
        noticeSent();
        platform.forgetLogins();
        assertThat(platform.effects(noticeSent())).hasSize(1);
    }

    @Test
    void aServerFaultIsWaitedForAndRepeatedWithTheSameKey() {
        platform.mood(Mood.FAULTY);
        var notice = noticeSent();
        assertThat(states(notice)).containsExactly("RETRY_LATER");
        assertThat(casework.management.createJobQuery().noRetriesLeft().count()).isZero();

        platform.mood(Mood.FINE);
        pass(Duration.ofMinutes(6));
        assertThat(states(notice)).containsExactly("RETRY_LATER", "SENT");
        assertThat(platform.calls(notice))
                .hasSize(2)
                .containsOnly(platform.calls(notice).get(0));
    }

    @Test
    void aPlatformThatStaysOutOfReachIsLeftToAPerson() {
        platform.mood(Mood.FAULTY);
        var notice = noticeSent();
        for (var attempt = 2; attempt <= 13; attempt++) {
            assertThat(casework.open(notice + "/1")).isEmpty();
            pass(Duration.ofMinutes(361));
        }

        assertThat(states(notice)).hasSize(13).endsWith("RETRY_LATER", "UNDELIVERABLE");
        assertThat(casework.open(notice + "/1")).containsExactly("correctContact");
        platform.mood(Mood.FINE);
    }

    @Test
    void aPlatformThatSaysWhenToComeBackIsNotAskedBefore() {
        platform.mood(Mood.BUSY);
        var notice = noticeSent();
        platform.mood(Mood.FINE);
        pass(Duration.ofMinutes(29));
        assertThat(states(notice)).containsExactly("RETRY_LATER");
        pass(Duration.ofMinutes(2));
        assertThat(states(notice)).containsExactly("RETRY_LATER", "SENT");
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForAndTheRepetitionHasOneEffect() {
        platform.mood(Mood.SILENT);
        var notice = noticeSent();
        assertThat(states(notice)).containsExactly("RETRY_LATER");
        platform.mood(Mood.FINE);
        pass(Duration.ofMinutes(6));
        assertThat(states(notice)).containsExactly("RETRY_LATER", "SENT");
        assertThat(platform.effects(notice)).hasSize(1);
    }

    @Test
    void anAnswerOfAHundredMegabytesIsCutOffAndAPersonAsked() {
        platform.mood(Mood.ENDLESS);
        var notice = noticeSent();
        assertThat(casework.open(notice + "/1")).containsExactly("settleDelivery");
        assertThat(platform.bytesOfTheLastAnswer()).isLessThan(50L * 1024 * 1024);
    }

    @Test
    void anAnswerThatIsNoJsonIsSettledByAPersonAndSendingAgainHasNoSecondEffect() {
        platform.mood(Mood.BABBLING);
        var notice = noticeSent();
        assertThat(casework.open(notice + "/1")).containsExactly("settleDelivery");
        platform.mood(Mood.FINE);
        casework.complete("liaison1", "settleDelivery", notice + "/1", Map.of("settlement", "SEND_AGAIN"));
        casework.runJobs();
        assertThat(states(notice)).containsExactly("SETTLED_AS_NOT_SENT", "SENT");
        assertThat(platform.effects(notice)).hasSize(1);
    }

    @Test
    void whatAnInterfaceRefusesGoesAnotherWayByAPersonsWord() {
        platform.mood(Mood.REFUSES);
        var notice = noticeSent();
        assertThat(casework.open(notice + "/1")).containsExactly("correctContact");
        casework.complete(
                "liaison1",
                "correctContact",
                notice + "/1",
                Map.of("settlement", "SEND_AGAIN", "channel", "EMAIL", "recipient", "legal@ok.example"));
        casework.runJobs();
        assertThat(proofs(notice)).singleElement().satisfies(proof -> {
            assertThat(proof.kind()).isEqualTo(Proof.Kind.SMTP_ACCEPTED);
            assertThat(proof.words()).contains("250", notice + ".1.2@");
        });
    }

    @Test
    void aWayThatFailsAgainAndAgainIsClosedForGrowingPausesAndTheCaseSaysSo() {
        platform.mood(Mood.NO_LOGIN);
        var notice = noticeSent();
        pass(Duration.ofMinutes(6));
        pass(Duration.ofMinutes(11));
        assertThat(ways.closed()).singleElement().satisfies(way -> {
            assertThat(way.addressee()).isEqualTo("OK");
            assertThat(way.openUntil()).isAfter(casework.clock.instant());
        });
        assertThat(timeline.of(casework.notices.byNumber(notice).caseId()))
                .extracting(Timeline.Entry::kind)
                .contains("CHANNEL_DOWN");

        assertThat(Caller.of(port, "manager1").get("/actuator/health").body()).contains("OK API", "closed until");

        var asked = platform.calls(notice).size();
        var other = noticeSent();
        assertThat(states(other)).containsExactly("RETRY_LATER");
        assertThat(platform.calls(other)).as("a closed way is not tried").isEmpty();

        platform.mood(Mood.FINE);
        pass(Duration.ofHours(1));
        assertThat(platform.calls(notice).size()).isGreaterThan(asked);
        pass(Duration.ofHours(1));
        assertThat(states(notice)).last().isEqualTo("SENT");
        assertThat(states(other)).last().isEqualTo("SENT");
        assertThat(ways.closed()).isEmpty();
    }

    @Test
    void aRegisteredLetterIsPostedByAPersonAndItsNumbersAreTheProof() {
        contact("LETTER", "Moscow, Leningradsky 39", "ru");
        var notice = noticeSent();
        var letter = notice + "/1";
        assertThat(casework.open(letter)).containsExactly("postLetter");
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "postLetter",
                        letter,
                        Map.of(
                                "outcome", "SENT",
                                "outgoingNumber", "17-2/31",
                                "registeredNumber", "RR123456785KZ",
                                "deliveredOn", "2027-01-01")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "liaison1",
                "postLetter",
                letter,
                Map.of(
                        "outcome", "SENT",
                        "outgoingNumber", "17-2/31",
                        "registeredNumber", "RR123456785KZ",
                        "deliveredOn", "2026-11-01"));
        assertThat(proofs(notice)).singleElement().satisfies(proof -> {
            assertThat(proof.words()).isEqualTo("17-2/31 / RR123456785KZ");
            assertThat(proof.recordedBy()).isEqualTo("liaison1");
            assertThat(proof.happenedAt()).isEqualTo("2026-11-01T19:00:00Z");
        });
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(clocks.running(notice)).hasValueSatisfying(term -> {
            assertThat(term.startedAt()).isEqualTo("2026-11-01T19:00:00Z");
            assertThat(Duration.between(term.startedAt(), term.dueAt())).isEqualTo(Duration.ofHours(24));
        });
    }

    @Test
    void aFormOnASiteIsFilledInByAPersonWhoKeepsTheConfirmation() {
        contact("WEB_FORM", "https://ok.ru/law", "en");
        var notice = noticeSent();
        var letter = notice + "/1";
        assertThat(casework.open(letter)).containsExactly("submitWebForm");
        assertThat(letters.plainText(letters.byNumber(letter)))
                .contains(
                        notice,
                        "https://ok.ru/video/77",
                        "Legal basis",
                        letters.byNumber(letter).checkCode());
        casework.complete(
                "liaison1",
                "submitWebForm",
                letter,
                Map.of("outcome", "NOT_POSSIBLE", "remarks", "It takes no more than one address"));
        casework.complete(
                "liaison1", "correctContact", letter, Map.of("settlement", "SEND_AGAIN", "remarks", "By halves"));
        casework.complete("liaison1", "submitWebForm", letter, Map.of("outcome", "SENT", "confirmationNumber", "4711"));
        assertThat(proofs(notice))
                .extracting(DeliveryProofs.Kept::kind, DeliveryProofs.Kept::words)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Proof.Kind.FORM_CONFIRMATION, "4711"));
    }

    @Test
    void aLetterThatLacksSomethingDoesNotLeaveAndSaysWhat() {
        contact("API", " ", "ru");
        var notice = noticeSent();
        var letter = notice + "/1";
        assertThat(casework.open(letter)).containsExactly("completeLetter");
        assertThat(letters.byNumber(letter).missingParts()).containsExactly("ADDRESSEE");
        assertThat(platform.calls(notice)).isEmpty();

        contact("API", "reports", "ru");
        casework.complete(
                "liaison1", "completeLetter", letter, Map.of("settlement", "SEND_AGAIN", "remarks", "Contact mended"));
        casework.runJobs();
        assertThat(states(notice)).containsExactly("SETTLED_AS_NOT_SENT", "SENT");
        assertThat(platform.effects(notice)).hasSize(1);
    }

    @Test
    void aLetterThatIsNotCompletedComesToAGate() {
        contact("API", " ", "ru");
        var notice = noticeSent();
        casework.complete(
                "liaison1", "completeLetter", notice + "/1", Map.of("settlement", "GIVE_UP", "remarks", "Nobody"));
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
    }

    @Test
    void aLetterIsMadeFromTheTemplateThatIsValidOnItsDayAndNamesIt() {
        sql.sql(
                        """
                        insert into letter_template (version, file, valid_from, law)
                        values ('test-amended', 'letter', date '2026-12-29', 'an amendment of the tests') on conflict do nothing
                        """)
                .update();
        assertThat(letters.byNumber(noticeSent() + "/1").template()).isEqualTo("1");
        casework.clock.moveTo(java.time.Instant.parse("2026-12-29T05:00:00Z"));
        assertThat(letters.byNumber(noticeSent() + "/1").template()).isEqualTo("test-amended");
    }
}
