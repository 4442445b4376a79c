package org.duenotice.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The term a platform has to answer: its clock, the moments of reminder and warning, and what happens when it runs out. */
@Component
@RequiredArgsConstructor
public class Terms {

    /** The rule of a term that a person set instead of the law. */
    public static final String PERSON_TERM = "person-term";

    /** When a timer is due that waits for a clock that stands still, or has done its work already. */
    public static final Instant NOT_NOW = Instant.parse("3000-01-01T00:00:00Z");

    private final Notices notices;
    private final Gates gates;
    private final DeliveryProofs proofs;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final NoticeSettings settings;
    private final Timeline timeline;
    private final Clock clock;

    private static final String NO_CLOCK = "CANCELLED";
    private static final String BREACHED = "BREACHED";

    /**
     * A term as it stands; while it is paused, its timers are due {@link #NOT_NOW}.
     *
     * @param followUpAt when the person who waits should look again: at the reminder
     */
    public record Term(
            Instant answerDueAt, Instant reminderDueAt, Instant warningDueAt, Instant followUpAt, String clockState) {

        public boolean isPaused() {
            return answerDueAt.equals(NOT_NOW);
        }
    }

    /**
     * Starts the clock of the rule that the table chose: from the receipt that the post names, else from now. A person's term begins
     * now and takes its hours from the gate.
     */
    @Transactional
    public Term start(String noticeNumber, String rule) {
        var notice = notices.locked(noticeNumber);
        var now = clock.instant();
        var deadline = deadline(notice, rule, now);
        clocks.start(notice.caseId(), noticeNumber, deadline);
        notices.state(notice, NoticeState.SENT);
        timeline.record(
                notice.caseId(),
                "TERM_STARTED",
                Timeline.SOFTWARE,
                noticeNumber,
                deadline.due().toString());
        return of(clocks.last(noticeNumber).orElseThrow());
    }

    private Deadline deadline(Notice notice, String rule, Instant now) {
        if (!rule.equals(PERSON_TERM)) {
            return deadlines.due(rule, proofs.received(notice.id()).orElse(now));
        }
        return deadlines.personTerm(gates.newTermHours(notice.number()).orElseThrow(), now);
    }

    /** The term of this clock; reminder and warning keep their distance from its end, wherever a pause or a correction moves it. */
    public Term of(ClockView running) {
        if (running.isPaused()) {
            return new Term(NOT_NOW, NOT_NOW, NOT_NOW, NOT_NOW, running.state());
        }
        var reminder = share(running, settings.reminderShare());
        return new Term(running.dueAt(), reminder, share(running, settings.warningShare()), reminder, running.state());
    }

    private static Instant share(ClockView running, double share) {
        var left = Math.round(running.length().toSeconds() * (1 - share));
        return running.dueAt().minus(Duration.ofSeconds(left));
    }

    /**
     * The term that is waited for again: what was due before has done its work and is not repeated. Where a letter never arrived no
     * term ever ran, and none is waited for.
     */
    @Transactional
    public Term again(String noticeNumber) {
        notices.locked(noticeNumber);
        var last = clocks.last(noticeNumber);
        if (last.isEmpty()) {
            return new Term(clock.instant(), NOT_NOW, NOT_NOW, clock.instant(), NO_CLOCK);
        }
        var term = of(last.get());
        return new Term(
                term.answerDueAt(),
                pending(term.reminderDueAt()),
                pending(term.warningDueAt()),
                term.followUpAt(),
                term.clockState());
    }

    private Instant pending(Instant moment) {
        return moment.isAfter(clock.instant()) ? moment : NOT_NOW;
    }

    /** Tells the manager that a term is about to run out; a clock that stands still or is not so far yet has nothing to tell. */
    @Transactional
    public boolean warn(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        var near = clocks.running(noticeNumber)
                .filter(running -> !of(running).warningDueAt().isAfter(clock.instant()));
        near.ifPresent(running -> timeline.record(
                notice.caseId(),
                "TERM_ENDING",
                Timeline.SOFTWARE,
                noticeNumber,
                running.dueAt().toString()));
        return near.isPresent();
    }

    /** True when a reminder is due: the clock runs and has come so far. */
    @Transactional
    public boolean isReminderDue(String noticeNumber) {
        notices.locked(noticeNumber);
        return clocks.running(noticeNumber)
                .filter(running -> !of(running).reminderDueAt().isAfter(clock.instant()))
                .isPresent();
    }

    /**
     * A timer says that the term ran out. If the clock says so too, that is recorded (unless it was already) and a gate is opened for a
     * person; nothing else happens by itself. A clock that was paused or moved in the meantime goes on being waited for; one that was
     * met, and waited for only because the platform asked something afterwards, is over without a breach.
     *
     * @return how the clock stands; {@code over} is false when the term has not run out
     */
    @Transactional
    public End runOut(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        var last = clocks.last(noticeNumber).orElse(null);
        if (last == null) {
            return new End(true, NO_CLOCK);
        }
        if (last.isPaused() || last.dueAt().isAfter(clock.instant())) {
            return new End(false, last.state());
        }
        if (last.isRunning() && clocks.breach(noticeNumber, last.rule())) {
            timeline.record(notice.caseId(), "TERM_BREACHED", Timeline.SOFTWARE, noticeNumber, last.rule());
        }
        if (!last.isRunning() && !last.state().equals(BREACHED)) {
            return new End(true, last.state());
        }
        if (notice.state() != NoticeState.BREACHED) {
            notices.state(notice, NoticeState.BREACHED);
        }
        return new End(true, BREACHED);
    }

    /** What a timer that fired found: whether the term is over, and how its clock stands now. */
    public record End(boolean over, String clockState) {

        public boolean isBreach() {
            return over && clockState.equals(BREACHED);
        }
    }

    /** The letter came back: its term is over, and a person chooses what comes next. */
    @Transactional
    public void bounced(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        clocks.cancel(noticeNumber);
        notices.state(notice, NoticeState.UNDELIVERED);
        timeline.record(notice.caseId(), "LETTER_BOUNCED", Timeline.SOFTWARE, noticeNumber, "");
    }
}
