package org.duenotice.appeal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.appeal.Appeals.Way;
import org.duenotice.audit.Timeline;
import org.duenotice.notice.InboundMail;
import org.duenotice.notice.InboundMails;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails about appeals. A number can be guessed, so that only the address that the appellant confirmed is believed, and a mail can do no
 * more than add to an undecided appeal; everything else is for a person to say.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class AppellantMails {

    /** In what people write, and in the id of a mail of ours that they answer to. */
    private static final Pattern NUMBER = Pattern.compile("(?i)\\bA-\\d{4}-\\d{6}\\b");

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealCodes codes;
    private final Filings filings;
    private final AppealHearings hearings;
    private final Attachments attachments;
    private final InboundMails mails;
    private final Timeline timeline;
    private final Clock clock;

    /**
     * Adds a mail to the one appeal it names when its sender is the confirmed address of that appeal.
     *
     * @return false when a person has to look at it
     */
    @Transactional
    public boolean take(String mailNumber) {
        var mail = mails.byNumber(mailNumber);
        var appeal = named(mail);
        if (appeal.isEmpty()
                || !mail.report().isEmpty()
                || !mails.named(mail).isEmpty()
                || !isAppellant(mail.sender(), appeal.get())
                || !hearings.mayStillSay(appeal.get())) {
            return false;
        }
        add(mail, appeal.get(), InboundMails.AppealMail.REFERENCE, "", Timeline.SOFTWARE);
        return true;
    }

    /** The appeal that the mail names; empty where it names none that there is, or several. */
    public Optional<Appeal> named(InboundMail mail) {
        var numbers = NUMBER.matcher(mail.subject() + " " + mail.recipients() + " " + mail.thread())
                .results()
                .map(found -> found.group().toUpperCase(Locale.ROOT))
                .distinct()
                .limit(2)
                .toList();
        return numbers.size() == 1 ? appeals.find(numbers.get(0)) : Optional.empty();
    }

    private boolean isAppellant(String sender, Appeal appeal) {
        return sql.sql(
                        """
                        select exists (select from appellant p join appeal_confirmation c on c.appeal_id = p.appeal_id
                                       where p.appeal_id = ? and lower(p.mail) = lower(?))
                        """)
                .params(appeal.id(), sender)
                .query(Boolean.class)
                .single();
    }

    /**
     * A person says that the mail is a message of whoever appeals.
     *
     * @throws Problem {@code appeal.unknown}, {@code mail.settled}, {@code appeal.decided}
     */
    @Transactional
    public void match(String mailNumber, String appealNumber, String reasons, String person) {
        var appeal = appeals.locked(appealNumber.strip().toUpperCase(Locale.ROOT));
        if (!appeal.state().isUndecided()) {
            throw Problem.conflict("appeal.decided", appeal.number());
        }
        add(mails.byNumber(mailNumber), appeal, InboundMails.AppealMail.PERSON, reasons, person);
    }

    private void add(InboundMail mail, Appeal appeal, InboundMails.AppealMail how, String reasons, String person) {
        mails.belongsTo(mail.number(), appeal.id(), how, reasons, person);
        sql.sql("insert into appeal_words (appeal_id, words, said_at, mail_id) values (?, ?, ?, ?)")
                .params(
                        appeal.id(),
                        mail.body().isBlank()
                                ? "(" + mail.number() + ")"
                                : codes.hidden(appeal, mail.body().replace("\r\n", "\n")),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        mail.id())
                .update();
        told(mail, appeal, person);
    }

    /**
     * A person files an appeal that came as a mail; it came when the mail came, and its answers go where that came from.
     *
     * @throws Problem as {@link Filings#register}, {@code mail.settled}
     */
    @Transactional
    public Filings.Receipt file(String mailNumber, Filings.Filing filing, String reasons, String person) {
        var mail = mails.byNumber(mailNumber);
        var receipt = filings.register(filing, Way.MAIL, mail.receivedAt(), person);
        var appeal = appeals.byNumber(receipt.number());
        mails.belongsTo(mailNumber, appeal.id(), InboundMails.AppealMail.FILED, reasons, person);
        told(mail, appeal, person);
        return receipt;
    }

    private void told(InboundMail mail, Appeal appeal, String person) {
        attachments.addMail(appeal, mail);
        if (appeal.caseId() != null) {
            timeline.record(appeal.caseId(), "APPEAL_MAIL_ARRIVED", person, appeal.number(), mail.number());
        }
        log.info("Mail {} belongs to appeal {}", mail.number(), appeal.number());
    }
}
