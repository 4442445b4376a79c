package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.calendar.LawDay;
import org.duenotice.channel.ChannelKind;
import org.duenotice.channel.Channels;
import org.duenotice.channel.Result;
import org.duenotice.problem.Problem;
import org.duenotice.security.OneTimeCodes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells appellants what becomes of their appeal, by a means that fixes the fact (Administrative Procedural Code, art. 66): by mail in two
 * steps like letters, and where there is no address that somebody confirmed, by a person. To be told twice is to be told; so an attempt
 * that a crash cut off is made again.
 */
@Component
@RequiredArgsConstructor
public class AppealMessages {

    private static final int MOST_ATTEMPTS = 60;

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealMails mails;
    private final Channels channels;
    private final AppealSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What is told. */
    public enum Kind {
        /** Asks whether the address is the appellant's, and says that the appeal came in. */
        CONFIRM,
        RECEIPT,
        ADMIT,
        LEAVE_WITHOUT_CONSIDERATION,
        FORWARD,
        SELF_CORRECTED,
        HEARING,
        DECISION,
        RESUMED,
        SILENT,
        RESTORED,
        /** In a sealed case, where its group tells everyone who restricts and nobody confirms to the software. */
        OPENED,
        /** The measure had ended before anything was ordered about it. */
        ALREADY_ENDED,
        /** What the body did about a decision that left it something. */
        FULFILLED,
        WITHDRAWN,
        FILE_ACCESS,
        COURT,
        /** The decision takes longer than the usual term. */
        EXTENDED
    }

    /** What became of an attempt. */
    public enum Delivery {
        SENT,
        RETRY_LATER,
        /** The mail does not get through; a person tells it. */
        BY_HAND,
        /** Nobody is behind an address that never was confirmed. */
        NOBODY
    }

    /** @param at when to try again */
    public record Sending(Delivery delivery, Instant at) {}

    /** A message as it stands; {@code told} when it is known to have been told. */
    public record Message(UUID id, String number, UUID appealId, Kind kind, Instant writtenAt, Instant told) {}

    private static final String SELECT =
            """
            select m.*, coalesce((select min(r.at) from appeal_message_result r where r.message_id = m.id and r.result = 'SENT'),
                                 (select t.recorded_at from appeal_told t where t.message_id = m.id)) as told
            from appeal_message m
            """;

    /** Writes that something is to be told. */
    @Transactional
    public void write(Appeal appeal, Kind kind) {
        var no = sql.sql("select count(*) + 1 from appeal_message where appeal_id = ?")
                .param(appeal.id())
                .query(Integer.class)
                .single();
        var number = appeal.number() + "/M" + no;
        sql.sql("insert into appeal_message values (?, ?, ?, ?, ?)")
                .params(UUID.randomUUID(), number, appeal.id(), kind.name(), now())
                .update();
        events.publishEvent(new AppellantToTell(number));
    }

    /**
     * Claims the next attempt.
     *
     * @return false when a person tells it, for there is no address that may be written to
     */
    @Transactional
    public boolean claim(String number) {
        var message = byNumber(number);
        var appeal = appeals.byNumber(appealOf(number));
        if (mails.address(appeal).isEmpty() || message.kind() != Kind.CONFIRM && !records.isConfirmed(appeal)) {
            return false;
        }
        sql.sql(
                        "insert into appeal_message_attempt select ?, count(*) + 1, ? from appeal_message_attempt where message_id = ?")
                .params(message.id(), now(), message.id())
                .update();
        return true;
    }

    /** Sends the claimed attempt and records what came of it. */
    @Transactional
    public Sending send(String number) {
        var message = byNumber(number);
        var attempt = sql.sql("select max(no) from appeal_message_attempt where message_id = ?")
                .param(message.id())
                .query(Integer.class)
                .single();
        var dispatch = mails.compose(appeals.byNumber(appealOf(number)), message);
        var sending = judge(
                message, attempt, channels.send(ChannelKind.EMAIL, dispatch).result());
        if (sending.delivery() == Delivery.SENT) {
            keep(message, dispatch.sha256());
        }
        return sending;
    }

    /** What the paper hashed to that was told: whether one is the paper of that decision is seen years later. */
    private void keep(Message message, String sha256) {
        if (sha256 != null) {
            sql.sql("insert into appeal_paper values (?, ?, ?) on conflict do nothing")
                    .params(message.id(), sha256, now())
                    .update();
        }
    }

    private Sending judge(Message message, int attempt, Result result) {
        if (result instanceof Result.Sent) {
            finish(message, attempt, "SENT", result.words());
            return new Sending(Delivery.SENT, null);
        }
        if (result instanceof Result.Undeliverable || attempt >= MOST_ATTEMPTS) {
            finish(message, attempt, "UNDELIVERABLE", result.words());
            return new Sending(message.kind() == Kind.CONFIRM ? Delivery.NOBODY : Delivery.BY_HAND, null);
        }
        finish(message, attempt, "RETRY_LATER", result.words());
        var at = result instanceof Result.RetryLater later ? later.at() : null;
        return new Sending(Delivery.RETRY_LATER, at == null ? clock.instant().plus(settings.retryAfter()) : at);
    }

    private void finish(Message message, int attempt, String result, String words) {
        sql.sql("insert into appeal_message_result values (?, ?, ?, ?, ?)")
                .params(message.id(), attempt, result, words, now())
                .update();
    }

    /**
     * A person told it.
     *
     * @param how the number of the letter, or whatever else fixes the fact of notice
     */
    @Transactional
    public void told(String number, String how, LocalDate on, String person) {
        if (on == null || on.isAfter(LawDay.of(clock.instant()))) {
            throw Problem.invalid("appeal.told-on");
        }
        var message = byNumber(number);
        sql.sql("insert into appeal_told values (?, ?, ?, ?, ?)")
                .params(message.id(), how, on, person, now())
                .update();
        mails.paper(appeals.byNumber(appealOf(number)), message)
                .ifPresent(paper -> keep(message, OneTimeCodes.sha256(paper)));
    }

    public Message byNumber(String number) {
        return sql.sql(SELECT + "where m.number = ?")
                .param(number)
                .query(Message.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("appeal.unknown", number));
    }

    /** Everything that was told or is to be told, in its order. */
    public List<Message> of(Appeal appeal) {
        return sql.sql(SELECT + "where m.appeal_id = ? order by m.written_at, m.number")
                .param(appeal.id())
                .query(Message.class)
                .list();
    }

    /** The number of the appeal that a message or a request belongs to. */
    public static String appealOf(String number) {
        return number.substring(0, number.indexOf('/'));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
