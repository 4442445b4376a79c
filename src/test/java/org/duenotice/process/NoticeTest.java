package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.duenotice.DueNoticeTest;
import org.duenotice.MoodySmtp;
import org.duenotice.MoodySmtp.Mood;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Deliveries;
import org.duenotice.notice.Gates;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Letters;
import org.duenotice.notice.NoticeState;
import org.duenotice.notice.RefusalGround;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class NoticeTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Letters letters;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private Gates gates;

    @Autowired
    private Clocks clocks;

    @Autowired
    private Timeline timeline;

    @Autowired
    private GreenMail mailServer;

    @Autowired
    private MoodySmtp smtp;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    @AfterEach
    void fineWeather() {
        smtp.mood(Mood.FINE);
    }

    private List<LetterKind> kinds(String notice) {
        return letters.of(casework.notices.byNumber(notice).id()).stream()
                .map(letter -> letter.kind())
                .toList();
    }

    private List<MimeMessage> mails(String notice) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> subject(mail).contains(notice + "/"))
                .toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ClockView lastClock(String notice) {
        return clocks.of(casework.notices.byNumber(notice).caseId()).stream()
                .filter(clock -> clock.subject().equals(notice))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void gate(String notice, Map<String, Object> choice) {
        casework.complete("liaison1", "decideEscalation", notice, choice);
        casework.runJobs();
    }

    private void silent(String notice) {
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
    }

    private boolean isTold(String notice, String kind) {
        return timeline.of(casework.notices.byNumber(notice).caseId()).stream()
                .anyMatch(entry -> entry.kind().equals(kind));
    }

    @Test
    void theLetterArrivesWithItsNumberTheAddressesAndBothLanguages() throws Exception {
        var address = Casework.address();
        var notice = casework.noticeSent(address);
        var mail = mails(notice).get(0);
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("notices@telegram.example");
        assertThat(mail.getReplyTo()[0].toString()).isEqualTo("notices+" + notice + "@duenotice.example");
        assertThat(mail.getMessageID()).contains(notice + ".1.1@");
        var pdf = ((Multipart) mail.getContent()).getBodyPart(1);
        try (var document = Loader.loadPDF(pdf.getInputStream().readAllBytes())) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(text).contains(notice, address.replaceAll("\\s", ""), "уведомлени", "хабарлама");
        }
    }

    @Test
    void aPlatformUnderTheLawHasTwentyFourHoursAndASiteSix() {
        var platform = casework.noticeSent(Casework.address());
        assertThat(lastClock(platform).rule()).isEqualTo("platform-answer-24h");
        assertThat(Duration.between(
                        lastClock(platform).startedAt(), lastClock(platform).dueAt()))
                .isEqualTo(Duration.ofHours(24));
        var site = casework.noticeSent(Casework.siteAddress());
        assertThat(lastClock(site).rule()).isEqualTo("site-removal-6h");
        assertThat(lastClock(site).citation().ru()).contains("41-1");
    }

    @Test
    void removedIsAClaimUntilAPersonHasLooked() {
        var notice = casework.noticeSent(Casework.address(), Casework.address());
        casework.answers(notice, ItemOutcome.REMOVED, null);
        assertThat(lastClock(notice).state()).isEqualTo("MET");
        assertThat(casework.dispositions(casework.caseOf(notice))).containsOnly(Disposition.UNDER_NOTICE);
        casework.complete(
                "caseworker1",
                "verifyOutcome",
                notice,
                Map.of("verifyForAll", "CONFIRMED", "exceptTargets", List.of("2")));
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        gate(notice, Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "Only a mirror is left"));
        assertThat(casework.dispositions(casework.caseOf(notice)))
                .containsExactly(Disposition.REMOVED, Disposition.NOT_COMPLIED);
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.PARTIALLY_COMPLIED);
        assertThat(casework.isOver(casework.caseOf(notice))).isTrue();
    }

    @Test
    void whatNeedsNoLookEndsTheNoticeAtOnce() {
        var notice = casework.noticeSent(Casework.address());
        casework.answers(notice, ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();
        assertThat(casework.dispositions(casework.caseOf(notice))).containsOnly(Disposition.GEO_RESTRICTED);
        assertThat(casework.cases.byNumber(casework.caseOf(notice)).closeReason())
                .isEqualTo("COMPLIED");
    }

    @Test
    void anAnswerByPostIsEnteredInTheTaskThatWaitsForIt() {
        var notice = casework.noticeSent(Casework.address(), Casework.address());
        casework.complete(
                "liaison1",
                "recordAnswer",
                notice,
                Map.of("answerForAll", "LABELLED", "refusedTargets", List.of("2"), "refusalGround", "POLICY"));
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(gates.facts(notice).cause()).isEqualTo("REFUSED");
        gate(notice, Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "Their policy is sound"));
        assertThat(casework.dispositions(casework.caseOf(notice)))
                .containsExactly(Disposition.LABELLED, Disposition.NOT_COMPLIED);
    }

    @Test
    void aRefusalNamesItsGround() {
        var notice = casework.noticeSent(Casework.address());
        assertThatThrownBy(() -> casework.answers(notice, ItemOutcome.REFUSED, null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(
                        () -> casework.complete("liaison1", "recordAnswer", notice, Map.of("answerForAll", "REFUSED")))
                .isInstanceOf(Refusal.class);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aPlatformIsRemindedBeforeTheTermEndsAndTheClockRunsOn() {
        var notice = casework.noticeSent(Casework.address());
        var due = lastClock(notice).dueAt();
        casework.clock.pass(Duration.ofHours(13));
        casework.runJobs();
        assertThat(kinds(notice)).containsExactly(LetterKind.NOTICE, LetterKind.REMINDER);
        assertThat(mails(notice)).hasSize(2);
        assertThat(lastClock(notice).state()).isEqualTo("RUNNING");
        assertThat(lastClock(notice).dueAt()).isEqualTo(due);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aSilentPlatformIsEscalatedOnlyWhenSomeoneApproves() {
        var notice = casework.noticeSent(Casework.address());
        silent(notice);
        assertThat(lastClock(notice).state()).isEqualTo("BREACHED");
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(gates.facts(notice).cause()).isEqualTo("SILENT");
        assertThat(casework.dispositions(casework.caseOf(notice))).containsOnly(Disposition.UNDER_NOTICE);
        casework.clock.pass(Duration.ofDays(20));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");

        gate(notice, Map.of("choice", "FORMAL_ORDER", "reasons", "No answer at all"));
        assertThat(casework.open(notice)).containsExactly("approveEscalation");
        assertThat(kinds(notice)).doesNotContain(LetterKind.FORMAL_ORDER);
        var task = casework.task("approveEscalation", notice);
        assertThatThrownBy(() -> casework.tasks.claim(task.getId(), "liaison1")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> gates.approve(notice, Gates.Approval.APPROVED, "", "liaison1"))
                .isInstanceOf(Problem.class);

        casework.complete(
                "approver1", "approveEscalation", notice, Map.of("decision", "RETURN", "remarks", "Write again first"));
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        gate(notice, Map.of("choice", "FORMAL_ORDER", "reasons", "Written twice by now"));
        casework.complete("approver1", "approveEscalation", notice, Map.of("decision", "APPROVE"));
        casework.runJobs();
        assertThat(kinds(notice)).contains(LetterKind.FORMAL_ORDER);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aPersonMayGiveANewTermAndAnAnswerAfterItIsSeenAtOnce() {
        var notice = casework.noticeSent(Casework.address());
        silent(notice);
        gate(notice, Map.of("choice", "NEW_TERM", "newTermHours", 48, "reasons", "They asked for two days"));
        assertThat(lastClock(notice).rule()).isEqualTo("person-term");
        assertThat(Duration.between(
                        lastClock(notice).startedAt(), lastClock(notice).dueAt()))
                .isEqualTo(Duration.ofHours(48));
        casework.clock.pass(Duration.ofHours(49));
        casework.runJobs();
        assertThat(casework.open(notice)).containsExactly("decideEscalation");

        casework.answers(notice, ItemOutcome.REMOVED, null);
        assertThat(casework.open(notice)).containsExactly("verifyOutcome");
    }

    @Test
    void theSecondContactIsWrittenToAtItsOwnAddress() throws Exception {
        var notice = casework.noticeSent(Casework.address());
        silent(notice);
        gate(notice, Map.of("choice", "SECOND_CONTACT", "reasons", "The first does not answer"));
        assertThat(mails(notice)).last().satisfies(mail -> assertThat(mail.getAllRecipients()[0].toString())
                .isEqualTo("representative@telegram.example"));
        assertThat(lastClock(notice).rule()).isEqualTo("second-contact-answer");
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aWithdrawnNoticeIsTakenBackByLetterAndItsTargetsAreFree() {
        var notice = casework.noticeSent(Casework.address());
        silent(notice);
        gate(notice, Map.of("choice", "WITHDRAW", "reasons", "The judicial act was overturned"));
        assertThat(kinds(notice)).last().isEqualTo(LetterKind.WITHDRAWAL);
        assertThat(casework.notices.byNumber(notice).state()).isEqualTo(NoticeState.WITHDRAWN);
        assertThat(casework.dispositions(casework.caseOf(notice))).containsOnly(Disposition.WITHDRAWN);
        assertThat(casework.isOver(casework.caseOf(notice))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Gates.Choice.class)
    void noChoiceAtAGateGoesWithoutReasons(Gates.Choice choice) {
        var notice = casework.noticeSent(Casework.address());
        silent(notice);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "decideEscalation",
                        notice,
                        Map.of("choice", choice.name(), "newTermHours", 5, "reasons", " ")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aSecondAnswerTheSameSecondIsKeptToo() {
        var notice = casework.noticeSent(Casework.address());
        casework.receives(notice, List.of(new Answers.ItemAnswer(1, ItemOutcome.NO_ACTION, null)));
        casework.answers(notice, ItemOutcome.REMOVED, null);
        assertThat(casework.open(notice)).containsExactly("verifyOutcome");
    }

    @Test
    void anAnswerAfterTheEndIsRecordedAndChangesNothing() {
        var notice = casework.noticeSent(Casework.address());
        silent(notice);
        gate(notice, Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "Told by telephone"));
        casework.answers(notice, ItemOutcome.REFUSED, RefusalGround.LAW);
        assertThat(isTold(notice, "ANSWER_AFTER_THE_END")).isTrue();
        assertThat(casework.dispositions(casework.caseOf(notice))).containsOnly(Disposition.NOT_COMPLIED);
    }

    @Test
    void anUnreachableMailServerIsWaitedForAndBurnsNoRetries() {
        smtp.goAway();
        String notice;
        try {
            notice = casework.noticeSent(Casework.address());
            assertThat(casework.management.createJobQuery().noRetriesLeft().count())
                    .isZero();
            assertThat(mails(notice)).isEmpty();
        } finally {
            smtp.comeBack();
        }
        smtp.mood(Mood.BUSY);
        casework.clock.pass(Duration.ofMinutes(6));
        casework.runJobs();
        assertThat(mails(notice)).isEmpty();
        smtp.mood(Mood.FINE);
        casework.clock.pass(Duration.ofMinutes(11));
        casework.runJobs();
        assertThat(mails(notice)).hasSize(1);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void anAddressThatDoesNotTakeTheLetterIsCorrectedByAPerson() throws Exception {
        smtp.mood(Mood.REFUSES_RECIPIENTS);
        var notice = casework.noticeSent(Casework.address());
        var letter = notice + "/1";
        assertThat(casework.open(letter)).containsExactly("correctContact");
        smtp.mood(Mood.FINE);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "correctContact",
                        letter,
                        Map.of("settlement", "SEND_AGAIN", "recipient", "not an address")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "liaison1",
                "correctContact",
                letter,
                Map.of(
                        "settlement",
                        "SEND_AGAIN",
                        "recipient",
                        "legal@telegram.example",
                        "remarks",
                        "From their site"));
        casework.runJobs();
        assertThat(mails(notice).get(0).getAllRecipients()[0].toString()).isEqualTo("legal@telegram.example");
        assertThat(deliveries.attempts(letters.byNumber(letter)))
                .extracting(Deliveries.Attempt::address)
                .containsExactly("notices@telegram.example", "legal@telegram.example");
    }

    @Test
    void aLetterThatCannotBeDeliveredComesToAGate() {
        smtp.mood(Mood.REFUSES_RECIPIENTS);
        var notice = casework.noticeSent(Casework.address());
        casework.complete("liaison1", "correctContact", notice + "/1", Map.of("settlement", "GIVE_UP", "remarks", "x"));
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(gates.facts(notice).cause()).isEqualTo("UNDELIVERED");
    }

    @Test
    void aLetterInDoubtIsNeverSentAgainUnlessAPersonSaysSo() {
        smtp.mood(Mood.BREAKS_AFTER_TAKING);
        var notice = casework.noticeSent(Casework.address());
        var letter = notice + "/1";
        assertThat(mails(notice)).as("the server had taken it").hasSize(1);
        assertThat(casework.open(letter)).containsExactly("settleDelivery");
        smtp.mood(Mood.FINE);
        casework.clock.pass(Duration.ofDays(3));
        casework.runJobs();
        assertThat(mails(notice)).hasSize(1);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1", "settleDelivery", letter, Map.of("settlement", "WAS_SENT", "proof", "")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "liaison1",
                "settleDelivery",
                letter,
                Map.of("settlement", "WAS_SENT", "proof", "Their server's log, line 17"));
        casework.runJobs();
        assertThat(mails(notice)).hasSize(1);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aPersonMaySendALetterInDoubtAgain() {
        smtp.mood(Mood.BREAKS_AFTER_TAKING);
        var notice = casework.noticeSent(Casework.address());
        smtp.mood(Mood.FINE);
        casework.complete(
                "liaison1",
                "settleDelivery",
                notice + "/1",
                Map.of("settlement", "SEND_AGAIN", "remarks", "They have not got it"));
        casework.runJobs();
        assertThat(mails(notice)).hasSize(2);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }
}
