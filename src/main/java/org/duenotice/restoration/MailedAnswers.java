package org.duenotice.restoration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.notice.MailArrived;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails that may answer a letter of a restoration: those that reply to it or name it, and those that belong to its notice and came after it
 * without saying which letter they mean. A person reads each of them; the software takes no sentence of a mail for a confirmation.
 */
@Component
@RequiredArgsConstructor
public class MailedAnswers {

    private static final String SELECT =
            """
            select l.number as letter, m.id, m.number, m.sender, m.subject, m.body as text, m.received_at
            from restoration_letter r join letter l on l.id = r.letter_id
            join inbound_mail_match x on x.notice_id = l.notice_id and (x.letter_id is null or x.letter_id = l.id)
            join inbound_mail m on m.id = x.mail_id and m.report = '' and m.received_at >= l.composed_at
            """;

    private final JdbcClient sql;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    /** A mail that came after the letter such as {@code N-2026-000045/3}; its original lies in the evidence of the case. */
    public record Mail(
            String letter, UUID id, String number, String sender, String subject, String text, Instant receivedAt) {}

    private record Waiting(String letter, UUID caseId) {}

    /** Those that may answer the letter, in the order they came. */
    public List<Mail> to(String letter) {
        return sql.sql(SELECT + "where l.number = ? order by m.received_at, m.number")
                .param(letter)
                .query(Mail.class)
                .list();
    }

    /** Those that may answer any letter of the restoration, letter by letter. */
    public List<Mail> of(UUID restoration) {
        return sql.sql(SELECT + "where r.restoration_id = ? order by l.number, m.received_at, m.number")
                .param(restoration)
                .query(Mail.class)
                .list();
    }

    /** Whoever waits for the confirmation learns that there is something to read. */
    @EventListener
    @Transactional
    public void tell(MailArrived arrived) {
        sql.sql(
                        "select w.letter, n.case_id from (" + SELECT
                                + """
                        where m.number = :mail and not exists (select from restoration_confirmation c where c.letter_id = l.id)
                        ) w join letter l on l.number = w.letter join notice n on n.id = l.notice_id order by w.letter
                        """)
                .param("mail", arrived.mailNumber())
                .query(Waiting.class)
                .list()
                .forEach(waiting -> {
                    timeline.record(
                            waiting.caseId(),
                            "RESTORATION_MAIL_ARRIVED",
                            Timeline.SOFTWARE,
                            waiting.letter(),
                            arrived.mailNumber());
                    events.publishEvent(new RestorationMailArrived(waiting.letter()));
                });
    }
}
