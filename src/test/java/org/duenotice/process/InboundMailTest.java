package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.audit.Timeline;
import org.duenotice.channel.Proof;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.notice.DeliveryProofs;
import org.duenotice.notice.Gates;
import org.duenotice.notice.InboundMail;
import org.duenotice.notice.InboundMails;
import org.duenotice.notice.InboxReader;
import org.duenotice.notice.Letters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails through a real SMTP server into a real IMAP inbox, read from there. */
@DueNoticeTest
class InboundMailTest {

    private static final String INBOX = "notices@duenotice.example";

    @Autowired
    private Casework casework;

    @Autowired
    private GreenMail mailServer;

    @Autowired
    private InboxReader reader;

    @Autowired
    private InboundMails mails;

    @Autowired
    private Letters letters;

    @Autowired
    private DeliveryProofs proofs;

    @Autowired
    private Gates gates;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private Timeline timeline;

    @Autowired
    private JdbcClient sql;

    private String notice;

    @BeforeEach
    void aLetterIsOut() {
        casework.clock.backToStart();
        notice = casework.noticeSent(Casework.address());
    }

    private void arrives(String recipient, String raw) {
        ArrivingMail.send(mailServer, recipient, raw);
        reader.read();
    }

    private static String mail(String from, String to, String id, String more, String subject) {
        return """
                From: Legal team <%s>
                To: %s
                Message-ID: %s
                %sSubject: %s
                Content-Type: text/plain; charset=utf-8

                We have looked at it.
                """
                .formatted(from, to, id, more, subject);
    }

    private static String id() {
        return "<" + UUID.randomUUID() + "@telegram.example>";
    }

    private String letterId(int attempt) {
        return "<%s.1.%d@duenotice.example>".formatted(notice, attempt);
    }

    private List<InboundMail> mailsOfTheNotice() {
        return mails.of(casework.notices.byNumber(notice).id());
    }

    private String kept(String messageId) {
        return sql.sql("select number from inbound_mail where message_id = ?")
                .param(messageId)
                .query(String.class)
                .single();
    }

    private List<String> story() {
        return timeline.of(casework.notices.byNumber(notice).caseId()).stream()
                .map(Timeline.Entry::kind)
                .toList();
    }

    private String report(String from, String action, String reported) {
        return """
                From: Mail Delivery System <%s>
                To: %s
                Message-ID: %s
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain

                I'm sorry to have to inform you.
                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.telegram.example

                Final-Recipient: rfc822; notices@telegram.example
                Action: %s
                Status: 5.1.1
                --b1
                Content-Type: text/rfc822-headers

                From: notices@duenotice.example
                Message-ID: %s
                --b1--
                """
                .formatted(from, INBOX, id(), action, reported);
    }

    @Test
    void aReplyToALetterIsFoundByItsMessageIdAndIsEvidence() {
        var id = id();
        arrives(
                INBOX,
                mail("legal@telegram.example", INBOX, id, "In-Reply-To: " + letterId(1) + "\n", "Re: your letter"));

        assertThat(mailsOfTheNotice()).singleElement().satisfies(mail -> {
            assertThat(mail.messageId()).isEqualTo(id);
            assertThat(mail.body()).isEqualTo("We have looked at it.");
        });
        assertThat(evidence.of(casework.notices.byNumber(notice).caseId()))
                .extracting(Evidence::name)
                .contains(kept(id) + ".eml");
        assertThat(story()).contains("MAIL_ARRIVED");
        assertThat(casework.open(kept(id))).isEmpty();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aMailToTheAddressOfTheNoticeIsFoundByThatAddress() {
        var to = "notices+" + notice + "@duenotice.example";
        arrives(to, mail("robot@mail.telegram.example", to, id(), "", "Ticket 17"));
        assertThat(mailsOfTheNotice()).hasSize(1);
    }

    @Test
    void aMailThatNamesTheNoticeInItsSubjectIsFound() {
        arrives(INBOX, mail("legal@telegram.example", INBOX, id(), "", "Your " + notice.toLowerCase() + "/1"));
        assertThat(mailsOfTheNotice()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legal@telegram.example.evil.example", "legal@eviltelegram.example", "nobody"})
    void aForgedReferenceIsNotBelievedAndGoesToAPerson(String forger) {
        var id = id();
        arrives(INBOX, mail(forger, INBOX, id, "References: " + letterId(1) + "\n", "Re: " + notice));

        assertThat(mailsOfTheNotice()).isEmpty();
        assertThat(casework.open(kept(id))).containsExactly("matchMail");
        assertThat(mails.named(mails.byNumber(kept(id)))).isEqualTo(notice);
        casework.complete(
                "liaison1",
                "matchMail",
                kept(id),
                Map.of("choice", "SET_ASIDE", "reasons", "They say on the telephone that they did not write it"));
        assertThat(casework.open(kept(id))).isEmpty();
        assertThat(mailsOfTheNotice()).isEmpty();
    }

    @Test
    void aPersonSaysWhereAMailBelongs() {
        var id = id();
        arrives(INBOX, mail("lawyer@firm.example", INBOX, id, "", "On behalf of our client"));
        var number = kept(id);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "matchMail",
                        number,
                        Map.of("choice", "MATCH", "noticeNumber", "N-1999-000001", "reasons", "x")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> casework.complete(
                        "liaison1", "matchMail", number, Map.of("choice", "MATCH", "noticeNumber", notice)))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "liaison1",
                "matchMail",
                number,
                Map.of("choice", "MATCH", "noticeNumber", notice, "reasons", "Power of attorney attached"));
        assertThat(mailsOfTheNotice()).extracting(InboundMail::number).containsExactly(number);
    }

    @Test
    void aMailThatAnswersOneNoticeAndNamesAnotherGoesToAPerson() {
        var other = casework.noticeSent(Casework.address());
        var id = id();
        arrives(INBOX, mail("legal@telegram.example", INBOX, id, "In-Reply-To: " + letterId(1) + "\n", other));
        assertThat(casework.open(kept(id))).containsExactly("matchMail");
    }

    @Test
    void aLetterThatComesBackIsProofAndOpensAGate() {
        arrives(INBOX, report("MAILER-DAEMON@mx.telegram.example", "failed", letterId(1)));

        assertThat(proofs.of(letters.byNumber(notice + "/1").id()))
                .extracting(DeliveryProofs.Kept::kind)
                .containsExactly(Proof.Kind.SMTP_ACCEPTED, Proof.Kind.FAILURE_REPORT);
        assertThat(story()).contains("FAILURE_REPORTED", "LETTER_BOUNCED");
        assertThat(casework.open(notice)).containsExactly("decideEscalation");
        assertThat(gates.facts(notice).cause()).isEqualTo("UNDELIVERED");
    }

    @Test
    void aReportThatALetterArrivedIsProofAndChangesNothing() {
        arrives(INBOX, report("MAILER-DAEMON@duenotice.example", "delivered", letterId(1)));
        assertThat(proofs.of(letters.byNumber(notice + "/1").id()))
                .extracting(DeliveryProofs.Kept::kind)
                .contains(Proof.Kind.DELIVERY_REPORT);
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
    }

    @Test
    void aReportOfAStrangerIsNotBelieved() {
        arrives(INBOX, report("MAILER-DAEMON@evil.example", "failed", letterId(1)));
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(mailsOfTheNotice()).isEmpty();
    }

    @Test
    void aMailThatIsReadTwiceIsKeptOnceAndAnotherWithItsIdIsKeptToo() {
        var id = id();
        var more = "In-Reply-To: " + letterId(1) + "\n";
        var first = mail("legal@telegram.example", INBOX, id, more, "Re: letter");
        var raw = first.strip().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        take(raw);
        take(raw);
        assertThat(mailsOfTheNotice()).hasSize(1);
        take(first.replace("looked", "not looked").strip().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(mailsOfTheNotice()).hasSize(2);
    }

    private void take(byte[] raw) {
        mails.take(org.duenotice.channel.MailReadings.of(raw));
    }

    @Test
    void aBrokenMailIsKeptAndGoesToAPerson() {
        var before = sql.sql("select count(*) from inbound_mail")
                .query(Integer.class)
                .single();
        arrives(
                INBOX,
                "From: =?bogus?Q?x?= <@>\nTo: nobody\nSubject: =?utf-8?B?////?=\n"
                        + "Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: text/plain; charset=nonsense\n"
                        + "Content-Transfer-Encoding: base64\n\n***\n");
        assertThat(sql.sql("select count(*) from inbound_mail")
                        .query(Integer.class)
                        .single())
                .isEqualTo(before + 1);
        assertThat(sql.sql("select number from inbound_mail order by number desc limit 1")
                        .query(String.class)
                        .list())
                .allSatisfy(number -> assertThat(casework.open(number)).containsExactly("matchMail"));
    }
}
