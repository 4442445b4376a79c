package org.duenotice.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers letters in two steps. One transaction claims the attempt; the next marks it started in a transaction of its own,
 * sends, and records the result. An attempt that was started and has no result was cut off by a crash: it is in doubt and
 * goes to a person.
 */
@Slf4j
@Component
public class Deliveries {

    private final JdbcClient sql;
    private final Letters letters;
    private final Notices notices;
    private final PlatformChannel channel;
    private final NoticeSettings settings;
    private final Timeline timeline;
    private final Clock clock;
    private final TransactionOperations ownTransaction;

    Deliveries(
            JdbcClient sql,
            Letters letters,
            Notices notices,
            PlatformChannel channel,
            NoticeSettings settings,
            Timeline timeline,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.letters = letters;
        this.notices = notices;
        this.channel = channel;
        this.settings = settings;
        this.timeline = timeline;
        this.clock = clock;
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        this.ownTransaction = template;
    }

    /** One try to deliver a letter. */
    public record Attempt(
            UUID letterId,
            int no,
            String address,
            String correctedAddress,
            String messageId,
            String state,
            String words,
            Instant finishedAt) {

        String nextAddress() {
            return correctedAddress == null ? address : correctedAddress;
        }
    }

    /** What a delivery came to; {@code retryAt} only when it is to be tried again by itself. */
    public record Delivery(DeliveryOutcome outcome, Instant retryAt) {}

    /** How a person settles an attempt that did not simply succeed. */
    public enum Settlement {
        WAS_SENT,
        SEND_AGAIN,
        GIVE_UP
    }

    /** Claims the next attempt, to the address that the letter or the last correction gives. */
    @Transactional
    public void claim(String letterNumber) {
        var letter = letters.byNumber(letterNumber);
        var attempts = attempts(letter);
        var no = attempts.size() + 1;
        insert(
                letter,
                no,
                attempts.isEmpty()
                        ? letter.address()
                        : attempts.get(attempts.size() - 1).nextAddress());
    }

    private void insert(Letter letter, int no, String address) {
        sql.sql("insert into delivery_attempt (letter_id, no, address, message_id, state, claimed_at) "
                        + "values (?, ?, ?, ?, 'CLAIMED', ?)")
                .params(
                        letter.id(),
                        no,
                        address,
                        messageId(letter, no),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private String messageId(Letter letter, int no) {
        var host = settings.sender().substring(settings.sender().indexOf('@') + 1);
        return "<%s.%d@%s>".formatted(letter.number().replace('/', '.'), no, host);
    }

    /** Sends the claimed attempt and records what came of it. */
    @Transactional
    public Delivery deliver(String letterNumber) {
        var letter = letters.byNumber(letterNumber);
        var attempt = last(letter);
        var dispatch = dispatch(letter, attempt);
        if (!start(attempt)) {
            return finish(
                    letter,
                    attempt,
                    new PlatformChannel.Result(
                            DeliveryOutcome.IN_DOUBT, "The attempt was cut off before its result was recorded"));
        }
        return finish(letter, attempt, channel.send(dispatch));
    }

    /** True for the one caller that may send; committed before anything leaves. */
    private boolean start(Attempt attempt) {
        return Boolean.TRUE.equals(ownTransaction.execute(
                status -> sql.sql("update delivery_attempt set state = 'STARTED', started_at = ? "
                                        + "where letter_id = ? and no = ? and state = 'CLAIMED'")
                                .params(clock.instant().atOffset(ZoneOffset.UTC), attempt.letterId(), attempt.no())
                                .update()
                        == 1));
    }

    private PlatformChannel.Dispatch dispatch(Letter letter, Attempt attempt) {
        try (var pdf = letters.pdf(letter)) {
            var subject = LetterMail.subject(letter.number(), letter.kind());
            return new PlatformChannel.Dispatch(
                    attempt.messageId(),
                    attempt.address(),
                    subject,
                    LetterMail.text(letter.number(), letter.kind()),
                    letter.number().replace('/', '-') + ".pdf",
                    pdf.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The letter could not be read", e);
        }
    }

    private Delivery finish(Letter letter, Attempt attempt, PlatformChannel.Result result) {
        record(attempt, result.outcome().name(), result.words());
        var notice = notices.byNumber(noticeNumber(letter));
        timeline.record(
                notice.caseId(),
                "LETTER_" + result.outcome().name(),
                Timeline.SOFTWARE,
                letter.number(),
                result.words());
        log.info("Letter {} to {}: {}", letter.number(), notice.platformCode(), result.outcome());
        if (result.outcome() == DeliveryOutcome.SENT) {
            sent(letter, notice);
        }
        var retryAt = result.outcome() == DeliveryOutcome.RETRY_LATER
                ? clock.instant().plus(settings.retryAfter().multipliedBy(Math.min(attempt.no(), 12)))
                : null;
        return new Delivery(result.outcome(), retryAt);
    }

    private void record(Attempt attempt, String state, String words) {
        sql.sql("update delivery_attempt set state = ?, words = ?, finished_at = ? where letter_id = ? and no = ?")
                .params(state, words, clock.instant().atOffset(ZoneOffset.UTC), attempt.letterId(), attempt.no())
                .update();
    }

    private void sent(Letter letter, Notice notice) {
        if (letter.kind().isAsking()) {
            notices.state(notice, NoticeState.SENT);
        }
    }

    private static String noticeNumber(Letter letter) {
        return letter.number().substring(0, letter.number().indexOf('/'));
    }

    /**
     * A person settles an attempt that is in doubt, or corrects an address that does not take the letter.
     *
     * @param address a new address when the letter is to go elsewhere, else null
     */
    @Transactional
    public void settle(String letterNumber, Settlement settlement, String address, String remarks, String person) {
        var letter = letters.byNumber(letterNumber);
        var attempt = last(letter);
        if (!List.of("IN_DOUBT", "UNDELIVERABLE").contains(attempt.state())) {
            throw Problem.conflict("delivery.settled", letterNumber);
        }
        if (settlement == Settlement.WAS_SENT && remarks.isBlank()) {
            throw Problem.invalid("delivery.proof-missing");
        }
        var notice = notices.byNumber(noticeNumber(letter));
        record(attempt, settlement == Settlement.WAS_SENT ? "SETTLED_AS_SENT" : "SETTLED_AS_NOT_SENT", remarks);
        timeline.record(notice.caseId(), "LETTER_SETTLED_" + settlement.name(), person, letterNumber, remarks);
        switch (settlement) {
            case WAS_SENT -> sent(letter, notice);
            case SEND_AGAIN -> readdress(letter, attempt, address);
            case GIVE_UP -> {
                if (letter.kind().isAsking()) {
                    notices.state(notice, NoticeState.UNDELIVERED);
                }
            }
        }
    }

    /** The next claim goes to the corrected address; where this attempt went stays on record. */
    private void readdress(Letter letter, Attempt attempt, String address) {
        if (address == null || address.isBlank()) {
            return;
        }
        if (!address.strip().matches("[^@\\s,;<>]+@[^@\\s,;<>]+")) {
            throw Problem.invalid("delivery.address", address);
        }
        sql.sql("update delivery_attempt set corrected_address = ? where letter_id = ? and no = ?")
                .params(address.strip(), attempt.letterId(), attempt.no())
                .update();
    }

    public List<Attempt> attempts(Letter letter) {
        return sql.sql(
                        "select letter_id, no, address, corrected_address, message_id, state, words, finished_at from delivery_attempt "
                                + "where letter_id = ? order by no")
                .param(letter.id())
                .query(Attempt.class)
                .list();
    }

    private Attempt last(Letter letter) {
        var attempts = attempts(letter);
        return attempts.get(attempts.size() - 1);
    }
}
