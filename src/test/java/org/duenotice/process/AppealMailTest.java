package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.appeal.AppealState;
import org.duenotice.audit.Timeline;
import org.duenotice.notice.InboxReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Mails about appeals, through a real SMTP server into a real IMAP inbox. */
@DueNoticeTest
class AppealMailTest extends AppealDesk {

    private static final String INBOX = "notices@duenotice.example";

    @Autowired
    private InboxReader reader;

    @Autowired
    private Timeline timeline;

    /** The number under which the mail is kept. */
    private String arrives(String from, String subject, String more, String body) {
        var id = "<" + UUID.randomUUID() + "@appellant.example>";
        ArrivingMail.send(
                mailServer,
                INBOX,
                """
                From: Somebody <%s>
                To: %s
                Message-ID: %s
                %sSubject: %s
                Content-Type: text/plain; charset=utf-8

                %s
                """
                        .formatted(from, INBOX, id, more, subject, body));
        reader.read();
        return sql.sql("select number from inbound_mail where message_id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private String addressOf(Receipt receipt) {
        return sql.sql("select p.mail from appellant p join appeal a on a.id = p.appeal_id where a.number = ?")
                .param(receipt.number())
                .query(String.class)
                .single();
    }

    private Receipt confirmed() {
        var receipt = appealAgainst(entry());
        casework.runJobs();
        confirmByMail(receipt);
        return receipt;
    }

    private List<String> said(Receipt receipt) {
        return sql.sql("select w.words from appeal_words w join appeal a on a.id = w.appeal_id where a.number = ?")
                .param(receipt.number())
                .query(String.class)
                .list();
    }

    @Test
    void aMailFromTheConfirmedAddressIsAddedToTheAppealItNamesAndShowsNoCode() {
        var receipt = confirmed();
        var mail = arrives(
                addressOf(receipt).toUpperCase(),
                "Re: your appeal " + receipt.number().toLowerCase(),
                "",
                "Here is the licence.\n> your code " + receipt.code());
        assertThat(said(receipt)).containsExactly("Here is the licence.\n> your code ***");
        assertThat(casework.open(mail)).isEmpty();
        assertThat(status(receipt).path("said").toString()).contains("Here is the licence");
        assertThat(timeline.of(appeals.byNumber(receipt.number()).caseId()))
                .filteredOn(entry -> entry.kind().equals("APPEAL_MAIL_ARRIVED"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains(mail).doesNotContain("licence"));
        assertThat(state(receipt)).isEqualTo(AppealState.ADMISSIBILITY);
    }

    @Test
    void aReplyToAMailOfOursIsFoundByThatMail() {
        var receipt = confirmed();
        arrives(
                addressOf(receipt),
                "Re:",
                "In-Reply-To: <" + receipt.number() + ".M1@duenotice.example>\n",
                "See the attached licence");
        assertThat(said(receipt)).containsExactly("See the attached licence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"somebody@appellant.example", "aidana@other.example", "nobody"})
    void aMailFromAnotherAddressIsBelievedByNobodyAndAPersonSaysWhoseItIs(String stranger) {
        var receipt = confirmed();
        var mail = arrives(stranger, receipt.number(), "", "I add this");
        assertThat(said(receipt)).isEmpty();
        assertThat(casework.open(mail)).containsExactly("matchMail");
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "matchMail",
                        mail,
                        Map.of("choice", "APPEAL", "appealNumber", "A-1999-000001", "reasons", "By telephone")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                "liaison1",
                "matchMail",
                mail,
                Map.of("choice", "APPEAL", "appealNumber", receipt.number(), "reasons", "Said so by telephone"));
        assertThat(said(receipt)).containsExactly("I add this");
        assertThat(casework.open(mail)).isEmpty();
    }

    @Test
    void anAddressThatNobodyConfirmedAndADecidedAppealAndTwoNumbersAreForAPerson() {
        var unconfirmed = appealAgainst(entry());
        assertThat(casework.open(arrives(addressOf(unconfirmed), unconfirmed.number(), "", "More")))
                .containsExactly("matchMail");
        var one = confirmed();
        var notice = casework.noticeSent(Casework.address());
        assertThat(casework.open(arrives(addressOf(one), one.number() + " " + unconfirmed.number(), "", "More")))
                .containsExactly("matchMail");
        assertThat(casework.open(arrives(addressOf(one), one.number() + " " + notice, "", "More")))
                .containsExactly("matchMail");
        assertThat(post(one, "withdrawal", Map.of()).statusCode()).isEqualTo(204);
        var late = arrives(addressOf(one), one.number(), "", "More");
        assertThat(casework.open(late)).containsExactly("matchMail");
        assertThatThrownBy(() -> casework.complete(
                        "liaison1",
                        "matchMail",
                        late,
                        Map.of("choice", "APPEAL", "appealNumber", one.number(), "reasons", "The same person")))
                .isInstanceOf(Refusal.class);
        assertThat(said(one)).isEmpty();
    }

    @Test
    void aPersonFilesAMailAsAnAppealWhoseAnswersGoWhereItCameFrom() {
        var entry = entry();
        var mail = arrives("owner" + UUID.randomUUID() + "@appellant.example", "I complain", "", "Open my page");
        var arrived = casework.clock.instant();
        casework.clock.pass(java.time.Duration.ofHours(5));
        var filing = new HashMap<String, Object>(Map.of(
                "choice", "NEW_APPEAL",
                "appellant", "OWNER",
                "contested", entry,
                "grounds", "The page sells books " + mail,
                "demands", "Open it",
                "appellantName", "Aidana Zharkyn",
                "language", "RU",
                "reasons", "It demands that a measure is cancelled"));
        assertThatThrownBy(() -> casework.complete(
                        "liaison1", "matchMail", mail, Map.of("choice", "NEW_APPEAL", "reasons", "An appeal")))
                .isInstanceOf(Refusal.class);
        casework.complete("liaison1", "matchMail", mail, filing);
        assertThat(casework.open(mail)).isEmpty();
        var number = sql.sql(
                        "select a.number from inbound_mail_match x join appeal a on a.id = x.appeal_id join inbound_mail m on m.id = x.mail_id where m.number = ?")
                .param(mail)
                .query(String.class)
                .single();
        assertThat(casework.open(number)).containsExactly("decideAdmissibility");
        assertThat(appeals.byNumber(number).receivedAt()).isBetween(arrived.minusSeconds(60), arrived);
        var receipt = new Receipt(number, "");
        casework.runJobs();
        assertThat(mailServer.getReceivedMessages()).anySatisfy(told -> {
            assertThat(told.getAllRecipients()[0].toString()).isEqualTo(addressOf(receipt));
            assertThat(told.getSubject()).contains(number);
        });
        arrives(addressOf(receipt), number, "", "One more thing");
        assertThat(said(receipt)).containsExactly("One more thing");
    }
}
