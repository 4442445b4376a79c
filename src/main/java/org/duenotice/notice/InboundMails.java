package org.duenotice.notice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.channel.ArrivedMail;
import org.duenotice.channel.ArrivedMail.Report;
import org.duenotice.channel.Proof;
import org.duenotice.evidence.ContentStore;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails that came in. Each is stored first, then matched to its notice; what cannot be matched, or comes from a stranger who
 * names one of our numbers, is told as unmatched.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class InboundMails {

    private final JdbcClient sql;
    private final MailMatches matches;
    private final Notices notices;
    private final DeliveryProofs proofs;
    private final ContentStore store;
    private final EvidenceFiles evidence;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Numbers numbers;
    private final Clock clock;

    /** Keeps the mail and finds what it belongs to; one that was taken before has no second effect. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void take(ArrivedMail arrived) {
        var raw = stored(arrived.raw());
        var messageId = free(arrived.messageId(), raw.sha256());
        if (messageId.isEmpty()) {
            return;
        }
        var mail = save(arrived, messageId.get(), raw.sha256());
        var found = matches.find(arrived);
        if (found.isEmpty()) {
            log.info("Mail {} belongs to no notice that it can be trusted with", mail.number());
            events.publishEvent(new MailUnmatched(mail.number()));
            return;
        }
        matched(mail, found.get(), "", Timeline.SOFTWARE);
        reported(mail, arrived.report(), found.get());
    }

    /** The id to keep it under; empty when this very message is there. An id that another message took gets a mark. */
    private Optional<String> free(String messageId, String sha256) {
        var there = sql.sql("select raw_sha256 from inbound_mail where message_id = ?")
                .param(messageId)
                .query(String.class)
                .optional();
        if (there.isEmpty()) {
            return Optional.of(messageId);
        }
        var marked = messageId + "#" + sha256;
        var known = there.get().equals(sha256)
                || sql.sql("select exists (select from inbound_mail where message_id = ?)")
                        .param(marked)
                        .query(Boolean.class)
                        .single();
        return known ? Optional.empty() : Optional.of(marked);
    }

    private InboundMail save(ArrivedMail arrived, String messageId, String sha256) {
        var now = clock.instant();
        var number = numbers.next(Numbers.Kind.INBOUND_MAIL, now);
        sql.sql(
                        """
                        insert into inbound_mail (id, number, message_id, sender, recipients, subject, thread, report, body, raw_sha256,
                                                  sent_at, received_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        UUID.randomUUID(),
                        number,
                        messageId,
                        arrived.sender(),
                        String.join(" ", arrived.recipients()),
                        arrived.subject(),
                        String.join(" ", arrived.thread()),
                        arrived.report() == Report.NONE ? "" : arrived.report().name(),
                        arrived.body(),
                        sha256,
                        arrived.sentAt() == null ? null : arrived.sentAt().atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC)))
                .update();
        return byNumber(number);
    }

    private void matched(InboundMail mail, MailMatches.Match match, String reasons, String person) {
        var notice = notices.byNumber(match.noticeNumber());
        keep(mail, notice.id(), match.letterId(), null, match.how().name(), reasons, person);
        evidence.add(notice.caseId(), mail.number() + ".eml", "message/rfc822", open(mail), clock.instant(), person);
        timeline.record(notice.caseId(), "MAIL_ARRIVED", person, match.noticeNumber(), mail.number());
        log.info("Mail {} belongs to notice {}", mail.number(), match.noticeNumber());
        events.publishEvent(new MailArrived(match.noticeNumber(), mail.number()));
    }

    private void keep(
            InboundMail mail, UUID notice, UUID letter, UUID appeal, String how, String reasons, String person) {
        sql.sql(
                        """
                        insert into inbound_mail_match (mail_id, notice_id, letter_id, appeal_id, how, reasons, matched_by, matched_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        mail.id(),
                        notice,
                        letter,
                        appeal,
                        how,
                        reasons,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
    }

    /** A report is proof; a failure of the attempt that counts is told to whoever waits for the answer. */
    private void reported(InboundMail mail, Report report, MailMatches.Match match) {
        if (report == Report.NONE || match.letterId() == null) {
            return;
        }
        var kind = report == Report.FAILED ? Proof.Kind.FAILURE_REPORT : Proof.Kind.DELIVERY_REPORT;
        proofs.add(
                match.letterId(),
                match.attemptNo(),
                new Proof(kind, mail.number() + " " + mail.messageId(), clock.instant()),
                Timeline.SOFTWARE);
        var notice = notices.byNumber(match.noticeNumber());
        if (report == Report.FAILED) {
            timeline.record(
                    notice.caseId(), "FAILURE_REPORTED", Timeline.SOFTWARE, match.letterNumber(), mail.number());
            if (matches.isLastWord(match)) {
                events.publishEvent(new LetterBounced(match.noticeNumber(), match.letterNumber(), mail.subject()));
            }
        }
    }

    /** A person says which notice the mail belongs to. */
    @Transactional
    public void match(String number, String noticeNumber, String reasons, String person) {
        var mail = open(number);
        var notice = notices.byNumber(noticeNumber);
        matched(mail, MailMatches.Match.byAPerson(notice.number()), reasons, person);
    }

    /** A person says that the mail belongs to none. */
    @Transactional
    public void setAside(String number, String reasons, String person) {
        keep(open(number), null, null, null, MailMatches.How.SET_ASIDE.name(), reasons, person);
    }

    /** Why a mail belongs to an appeal: it names it and comes from whoever appeals, a person says so, or it is the appeal. */
    public enum AppealMail {
        REFERENCE,
        PERSON,
        FILED
    }

    /** The mail belongs to an appeal; who appeals stands in it, so it is no evidence that everybody reads who works on the case. */
    @Transactional
    public void belongsTo(String number, UUID appealId, AppealMail how, String reasons, String person) {
        keep(open(number), null, null, appealId, how.name(), reasons, person);
    }

    private InboundMail open(String number) {
        var mail = byNumber(number);
        var settled = sql.sql("select exists (select from inbound_mail_match where mail_id = ?)")
                .param(mail.id())
                .query(Boolean.class)
                .single();
        if (settled) {
            throw Problem.conflict("mail.settled", number);
        }
        return mail;
    }

    public InboundMail byNumber(String number) {
        return sql.sql("select * from inbound_mail where number = ?")
                .param(number)
                .query(InboundMail.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("mail.unknown", number));
    }

    /** The number that the mail itself names, whoever sent it; empty where it names none. */
    public String named(InboundMail mail) {
        return matches.named(mail.subject() + " " + mail.recipients()).orElse("");
    }

    public List<InboundMail> of(UUID noticeId) {
        return sql.sql("select m.* from inbound_mail m join inbound_mail_match x on x.mail_id = m.id "
                        + "where x.notice_id = ? order by m.received_at, m.number")
                .param(noticeId)
                .query(InboundMail.class)
                .list();
    }

    private InputStream open(InboundMail mail) {
        try {
            return store.open(mail.rawSha256());
        } catch (IOException e) {
            throw new UncheckedIOException("The mail could not be read", e);
        }
    }

    private ContentStore.Stored stored(byte[] raw) {
        try {
            return store.store(new ByteArrayInputStream(raw));
        } catch (IOException e) {
            throw new UncheckedIOException("The mail could not be stored", e);
        }
    }
}
