package org.duenotice.restoration;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.database.Turns;
import org.duenotice.notice.LetterAnswered;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What platforms and owners of sites say to the letters of a restoration. A silence past the term is a breach that stands on record;
 * it settles nothing, and a word that comes after it, or twice, is kept like any other.
 */
@Component
@RequiredArgsConstructor
public class Confirmations {

    private static final String RULE = "platform-restoration";

    private final JdbcClient sql;
    private final RestorationClocks clocks;
    private final MailedAnswers mails;
    private final Turns turns;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What an addressee says it did. */
    public enum Outcome {
        CARRIED_OUT,
        /** It had taken no measure on the notice. */
        NOTHING_TO_DO,
        IMPOSSIBLE,
        /** A person's word that none is to be expected, with reasons. */
        NO_ANSWER
    }

    /**
     * An addressee's word on a letter such as {@code N-2026-000045/3}.
     *
     * @param confirmedAt null for the moment when the mail came, or for now
     * @param remarks say why it was not done
     * @param mail the number of the mail in which a person read it; empty where it came another way
     */
    public record NewConfirmation(
            String letter,
            Outcome outcome,
            String reference,
            Instant confirmedAt,
            String remarks,
            String mail,
            String person) {}

    public record Confirmation(
            String letter,
            Outcome outcome,
            String reference,
            String remarks,
            Instant confirmedAt,
            String mail,
            String recordedBy,
            Instant recordedAt) {}

    private record About(UUID letterId, UUID caseId, Instant composedAt) {}

    /** Starts the term of the letter; returns when the confirmation is due. */
    @Transactional
    public Instant await(String letter) {
        return clocks.start(about(letter).caseId(), letter, RULE);
    }

    /** True when the addressee has said something already. Holds the letter, so that no word slips in between asking and waiting. */
    @Transactional
    public boolean isHeard(String letter) {
        turns.take("confirmation " + letter);
        return sql.sql("select exists (select from restoration_confirmation where letter_id = ?)")
                .param(about(letter).letterId())
                .query(Boolean.class)
                .single();
    }

    /** Stores an addressee's word, whenever it comes, and tells whoever waits for it. */
    @Transactional
    public void receive(NewConfirmation confirmation) {
        register(confirmation);
        events.publishEvent(new RestorationAnswered(confirmation.letter()));
    }

    /** A word that came over the platform's own interface. */
    @EventListener
    @Transactional
    public void receive(LetterAnswered answered) {
        var unattended = answered.answeredAt().isAfter(clock.instant()) ? clock.instant() : answered.answeredAt();
        receive(new NewConfirmation(
                answered.letterNumber(),
                Outcome.valueOf(answered.word().name()),
                answered.reference(),
                unattended,
                answered.remarks(),
                "",
                answered.platform()));
    }

    /** Stores an addressee's word that a person entered in the task that waits for it. */
    @Transactional
    public void register(NewConfirmation confirmation) {
        turns.take("confirmation " + confirmation.letter());
        var about = about(confirmation.letter());
        var mail = read(confirmation);
        var at = confirmation.confirmedAt() != null
                ? confirmation.confirmedAt()
                : mail.map(MailedAnswers.Mail::receivedAt).orElseGet(clock::instant);
        check(confirmation, at, about);
        sql.sql(
                        """
                        insert into restoration_confirmation (letter_id, outcome, reference, remarks, confirmed_at, mail_id, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        about.letterId(),
                        confirmation.outcome().name(),
                        confirmation.reference(),
                        confirmation.remarks(),
                        at.atOffset(ZoneOffset.UTC),
                        mail.map(MailedAnswers.Mail::id).orElse(null),
                        confirmation.person(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        clocks.met(confirmation.letter());
        timeline.record(
                about.caseId(),
                "RESTORATION_ANSWER_" + confirmation.outcome().name(),
                confirmation.person(),
                confirmation.letter(),
                Stream.of(
                                confirmation.remarks().isBlank() ? confirmation.reference() : confirmation.remarks(),
                                confirmation.mail())
                        .filter(words -> !words.isBlank())
                        .collect(Collectors.joining(" · ")),
                at);
    }

    private Optional<MailedAnswers.Mail> read(NewConfirmation confirmation) {
        if (confirmation.mail().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(mails.to(confirmation.letter()).stream()
                .filter(mail -> mail.number().equals(confirmation.mail()))
                .findFirst()
                .orElseThrow(
                        () -> Problem.invalid("restoration.no-such-mail", confirmation.mail(), confirmation.letter())));
    }

    private void check(NewConfirmation confirmation, Instant at, About about) {
        if (at.isAfter(clock.instant())) {
            throw Problem.invalid("restoration.confirmed-in-the-future");
        }
        if (at.isBefore(about.composedAt())) {
            throw Problem.invalid("restoration.confirmed-before-letter", confirmation.letter());
        }
        var done = confirmation.outcome() == Outcome.CARRIED_OUT || confirmation.outcome() == Outcome.NOTHING_TO_DO;
        if (!done && confirmation.remarks().isBlank()) {
            throw Problem.invalid("restoration.not-done-without-reason");
        }
    }

    /**
     * A timer says that the term ran out. If the clock says so too, that is a breach, which settles nothing.
     *
     * @return true when a breach was recorded
     */
    @Transactional
    public boolean overdue(String letter) {
        return clocks.overdue(about(letter).caseId(), letter);
    }

    /** Every word on the letters of the restoration, in the order they came. */
    public List<Confirmation> of(UUID restoration) {
        return sql.sql(
                        """
                        select l.number as letter, c.outcome, c.reference, c.remarks, c.confirmed_at, coalesce(m.number, '') as mail,
                               c.recorded_by, c.recorded_at
                        from restoration_letter r join letter l on l.id = r.letter_id
                        join restoration_confirmation c on c.letter_id = r.letter_id
                        left join inbound_mail m on m.id = c.mail_id
                        where r.restoration_id = ? order by c.id
                        """)
                .param(restoration)
                .query(Confirmation.class)
                .list();
    }

    private About about(String letter) {
        return sql.sql(
                        """
                        select l.id as letter_id, n.case_id, l.composed_at from letter l join restoration_letter r on r.letter_id = l.id
                        join notice n on n.id = l.notice_id where l.number = ?
                        """)
                .param(letter)
                .query(About.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("restoration.no-letter", letter));
    }

    /** The number of the restoration that a letter belongs to. */
    public String restorationOf(String letter) {
        return sql.sql("select s.number from restoration s join restoration_letter r on r.restoration_id = s.id "
                        + "join letter l on l.id = r.letter_id where l.number = ?")
                .param(letter)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("restoration.no-letter", letter));
    }
}
