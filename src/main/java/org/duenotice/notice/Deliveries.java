package org.duenotice.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.channel.ChannelKind;
import org.duenotice.channel.Channels;
import org.duenotice.channel.Proof;
import org.duenotice.channel.Result;
import org.duenotice.database.OwnTransaction;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Delivers letters in two steps. One transaction claims the attempt; the next marks it started in a transaction of its own,
 * sends, and records the result. An attempt that was started and has no result was cut off by a crash: a channel that knows
 * repetitions is used again with the same key, over any other the attempt is in doubt and goes to a person.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Deliveries {

    private static final int LONGEST_RETRY = 12;

    /** About a day, with a way that is closed longer and longer; then a person looks for another one. */
    private static final int MOST_REPETITIONS = 12;

    private static final String FALLEN = "What the letter rests on fell before it left, so it was not sent";

    private static final String E_MAIL = "[^@\\s,;<>]+@[^@\\s,;<>]+";

    private final JdbcClient sql;
    private final Letters letters;
    private final Notices notices;
    private final Channels channels;
    private final Dispatches dispatches;
    private final DeliveryProofs proofs;
    private final NoticeSettings settings;
    private final Timeline timeline;
    private final Clock clock;
    private final OwnTransaction ownTransaction;

    /** One try to deliver a letter; {@code nextKey} is the key of the next one where that repeats this, else null. */
    public record Attempt(
            UUID letterId,
            int no,
            ChannelKind channel,
            String address,
            ChannelKind correctedChannel,
            String correctedAddress,
            String messageId,
            String key,
            String nextKey,
            String state,
            String words,
            Instant finishedAt) {

        private String nextAddress() {
            return correctedAddress == null ? address : correctedAddress;
        }

        private ChannelKind nextChannel() {
            return correctedChannel == null ? channel : correctedChannel;
        }
    }

    /** What the channel table is asked: the way the contact or a person names, and whether it can be gone. */
    public record Way(ChannelKind channel, boolean hasInterface, boolean addressIsEmail, LetterKind letterKind) {}

    /** What a delivery came to; {@code retryAt} only when it is to be tried again by itself. */
    public record Delivery(DeliveryOutcome outcome, Instant retryAt) {}

    /** How a person settles an attempt that did not simply succeed. */
    public enum Settlement {
        WAS_SENT,
        SEND_AGAIN,
        GIVE_UP
    }

    /** How the next attempt would go. */
    public Way way(String letterNumber) {
        var letter = letters.byNumber(letterNumber);
        var last = lastOf(letter);
        var address = last.map(Attempt::nextAddress).orElse(letter.address());
        return new Way(
                last.map(Attempt::nextChannel).orElse(letter.channel()),
                channels.hasInterface(platform(letter)),
                address.matches(E_MAIL),
                letter.kind());
    }

    /**
     * Claims the next attempt, to the address that the letter or the last correction gives.
     *
     * @return false when the letter lacks something it has to say, and must not leave
     */
    @Transactional
    public boolean claim(String letterNumber, ChannelKind channel) {
        var letter = letters.byNumber(letterNumber);
        var last = lastOf(letter);
        var no = last.map(Attempt::no).orElse(0) + 1;
        var address = last.map(Attempt::nextAddress).orElse(letter.address());
        var messageId = "<%s.%d@%s>".formatted(letter.number().replace('/', '.'), no, settings.senderHost());
        var key = last.filter(before -> before.nextKey() != null && before.channel() == channel)
                .map(Attempt::nextKey)
                .orElse(messageId);
        sql.sql("insert into delivery_attempt (letter_id, no, channel, address, message_id, key, state, claimed_at) "
                        + "values (?, ?, ?, ?, ?, ?, 'CLAIMED', ?)")
                .params(letter.id(), no, channel.name(), address, messageId, key, now())
                .update();
        if (!letter.isComplete()) {
            finish(letter, lastOf(letter).orElseThrow(), DeliveryOutcome.INCOMPLETE, letter.missing());
        }
        return letter.isComplete();
    }

    /** Sends the claimed attempt and records what came of it. */
    @Transactional
    public Delivery deliver(String letterNumber) {
        var letter = letters.byNumber(letterNumber);
        var attempt = last(letter);
        if (attempt.state().equals("CLAIMED") && isOnFallenGround(letter)) {
            return finish(letter, attempt, new Result.Undeliverable(FALLEN));
        }
        var dispatch = dispatches.of(letter, attempt);
        if (!start(attempt) && !channels.isIdempotent(attempt.channel())) {
            return finish(
                    letter, attempt, new Result.InDoubt("The attempt was cut off before its result was recorded"));
        }
        var tried = channels.send(attempt.channel(), dispatch);
        if (tried.wayClosed()) {
            var notice = notices.byNumber(letter.noticeNumber());
            timeline.record(
                    notice.caseId(),
                    "CHANNEL_DOWN",
                    Timeline.SOFTWARE,
                    notice.platformCode() + " (" + attempt.channel() + ")",
                    tried.result().words());
        }
        return finish(letter, attempt, tried.result());
    }

    /** True for the one caller that may send; committed before anything leaves. */
    private boolean start(Attempt attempt) {
        return ownTransaction.run(() -> sql.sql("update delivery_attempt set state = 'STARTED', started_at = ? "
                                + "where letter_id = ? and no = ? and state = 'CLAIMED'")
                        .params(now(), attempt.letterId(), attempt.no())
                        .update()
                == 1);
    }

    /** A person has posted the letter or filled in the form, or says why that cannot be done. */
    @Transactional
    public Delivery carriedOut(String letterNumber, Result result, String person) {
        var letter = letters.byNumber(letterNumber);
        if (result instanceof Result.Sent && isOnFallenGround(letter)) {
            throw Problem.conflict("delivery.ground-fell", letterNumber);
        }
        return finish(letter, last(letter), result, person);
    }

    /** Nothing is asked on what fell, whoever approved it before; what takes back always leaves. */
    private boolean isOnFallenGround(Letter letter) {
        return !letter.kind().isUndoing() && !letters.mayAsk(letter.noticeNumber());
    }

    private Delivery finish(Letter letter, Attempt attempt, Result result) {
        return finish(letter, attempt, result, Timeline.SOFTWARE);
    }

    private Delivery finish(Letter letter, Attempt attempt, Result told, String person) {
        var result = told instanceof Result.RetryLater && repeatedBefore(attempt) >= MOST_REPETITIONS
                ? new Result.Undeliverable(told.words())
                : told;
        var outcome = DeliveryOutcome.of(result);
        finish(letter, attempt, outcome, result.words(), person);
        if (result instanceof Result.Sent sent) {
            proofs.add(letter.id(), attempt.no(), sent.proof(), person);
            sent(letter);
        }
        if (!(result instanceof Result.RetryLater later)) {
            return new Delivery(outcome, null);
        }
        repeatWithTheSameKey(attempt);
        var pause = settings.retryAfter().multipliedBy(Math.min(attempt.no(), LONGEST_RETRY));
        return new Delivery(outcome, later.at() == null ? clock.instant().plus(pause) : later.at());
    }

    /** How many attempts ended like this one since a person last had a word on it. */
    private int repeatedBefore(Attempt attempt) {
        return sql.sql(
                        """
                        select count(*) from delivery_attempt a where a.letter_id = :letter and a.no < :no and a.state = 'RETRY_LATER'
                          and not exists (select from delivery_attempt o where o.letter_id = :letter and o.no > a.no and o.no < :no
                                          and o.state <> 'RETRY_LATER')
                        """)
                .param("letter", attempt.letterId())
                .param("no", attempt.no())
                .query(Integer.class)
                .single();
    }

    private void finish(Letter letter, Attempt attempt, DeliveryOutcome outcome, String words) {
        finish(letter, attempt, outcome, words, Timeline.SOFTWARE);
    }

    private void finish(Letter letter, Attempt attempt, DeliveryOutcome outcome, String words, String person) {
        record(attempt, outcome.name(), words);
        var notice = notices.byNumber(letter.noticeNumber());
        timeline.record(notice.caseId(), "LETTER_" + outcome.name(), person, letter.number(), words);
        log.info("Letter {} to {} over {}: {}", letter.number(), notice.platformCode(), attempt.channel(), outcome);
    }

    private void record(Attempt attempt, String state, String words) {
        sql.sql("update delivery_attempt set state = ?, words = ?, finished_at = ? where letter_id = ? and no = ?")
                .params(state, words, now(), attempt.letterId(), attempt.no())
                .update();
    }

    /** What the other side may already have done is not done twice. */
    private void repeatWithTheSameKey(Attempt attempt) {
        if (!attempt.channel().isByHand() && channels.isIdempotent(attempt.channel())) {
            sql.sql("update delivery_attempt set next_key = key where letter_id = ? and no = ?")
                    .params(attempt.letterId(), attempt.no())
                    .update();
        }
    }

    private void sent(Letter letter) {
        if (letter.kind().isAsking()) {
            notices.state(notices.byNumber(letter.noticeNumber()), NoticeState.SENT);
        }
    }

    private String platform(Letter letter) {
        return notices.byNumber(letter.noticeNumber()).platformCode();
    }

    /** Another way for the next attempt; null parts stay as they were. */
    public record Correction(ChannelKind channel, String address) {

        public static final Correction NONE = new Correction(null, "");
    }

    /** A person settles an attempt that is in doubt, corrects a contact, or has a letter composed again that lacked something. */
    @Transactional
    public void settle(
            String letterNumber, Settlement settlement, Correction correction, String remarks, String person) {
        var letter = letters.byNumber(letterNumber);
        var attempt = last(letter);
        if (!List.of("IN_DOUBT", "UNDELIVERABLE", "INCOMPLETE").contains(attempt.state())) {
            throw Problem.conflict("delivery.settled", letterNumber);
        }
        if (settlement == Settlement.WAS_SENT && remarks.isBlank()) {
            throw Problem.invalid("delivery.proof-missing");
        }
        var notice = notices.byNumber(letter.noticeNumber());
        record(attempt, settlement == Settlement.WAS_SENT ? "SETTLED_AS_SENT" : "SETTLED_AS_NOT_SENT", remarks);
        timeline.record(notice.caseId(), "LETTER_SETTLED_" + settlement.name(), person, letterNumber, remarks);
        switch (settlement) {
            case WAS_SENT -> {
                proofs.add(
                        letter.id(),
                        attempt.no(),
                        new Proof(Proof.Kind.WORD_OF_A_PERSON, remarks, clock.instant()),
                        person);
                sent(letter);
            }
            case SEND_AGAIN -> again(letter, attempt, correction, person);
            case GIVE_UP -> {
                if (letter.kind().isAsking()) {
                    notices.state(notice, NoticeState.UNDELIVERED);
                }
            }
        }
    }

    private void again(Letter letter, Attempt attempt, Correction correction, String person) {
        if (attempt.state().equals("INCOMPLETE")) {
            letters.composeAgain(letter.number(), person);
            var anew = letters.byNumber(letter.number());
            correct(attempt, new Correction(anew.channel(), anew.address()));
            return;
        }
        if (attempt.state().equals("IN_DOUBT")) {
            repeatWithTheSameKey(attempt);
        }
        correct(attempt, correction);
    }

    /** The next claim goes the corrected way; where this attempt went stays on record. */
    private void correct(Attempt attempt, Correction correction) {
        var address = Optional.ofNullable(correction.address()).orElse("").strip();
        var channel = Optional.ofNullable(correction.channel()).orElse(attempt.channel());
        if (channel == ChannelKind.EMAIL && !address.isEmpty() && !address.matches(E_MAIL)) {
            throw Problem.invalid("delivery.address", address);
        }
        sql.sql(
                        "update delivery_attempt set corrected_channel = ?, corrected_address = ? where letter_id = ? and no = ?")
                .params(Arrays.asList(
                        correction.channel() == null
                                ? null
                                : correction.channel().name(),
                        address.isEmpty() ? null : address,
                        attempt.letterId(),
                        attempt.no()))
                .update();
    }

    public List<Attempt> attempts(Letter letter) {
        return sql.sql(
                        """
                        select letter_id, no, channel, address, corrected_channel, corrected_address, message_id, key, next_key, state,
                               words, finished_at
                        from delivery_attempt where letter_id = ? order by no
                        """)
                .param(letter.id())
                .query(Attempt.class)
                .list();
    }

    private Optional<Attempt> lastOf(Letter letter) {
        return attempts(letter).stream().reduce((earlier, later) -> later);
    }

    private Attempt last(Letter letter) {
        return lastOf(letter).orElseThrow();
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
