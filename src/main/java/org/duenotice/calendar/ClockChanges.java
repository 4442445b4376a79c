package org.duenotice.calendar;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What moves an open clock: a pause, going on with what is left, a receipt time that turned out to be another one, a calendar that
 * changed, a longer term. Each is added to the clock's history with its words, and whoever waits for the clock is told in the same transaction.
 */
@Service
@Transactional
@RequiredArgsConstructor
public class ClockChanges {

    private final JdbcClient jdbc;
    private final Clocks clocks;
    private final CalendarTables tables;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The states of a clock one after the other, as far as they tell when it stood still. */
    private record Step(String state, Instant at) {}

    /**
     * Stops a running clock from an instant on, which may lie back but not before the clock began or last went on.
     *
     * @return the clock, or empty when it was not running
     */
    public Optional<ClockView> pause(UUID id, Instant at, String words) {
        var found = locked(id);
        if (!found.isRunning()) {
            return Optional.empty();
        }
        var from = at.isBefore(found.stateSince()) ? found.stateSince() : at;
        return Optional.of(moved(found, "PAUSED", found.startedAt(), found.dueAt(), from, words));
    }

    /**
     * Lets a paused clock go on with what is left of its term.
     *
     * @return the clock, or empty when it was not paused
     */
    public Optional<ClockView> resume(UUID id, Instant at, String words) {
        var found = locked(id);
        if (!found.isPaused()) {
            return Optional.empty();
        }
        var pauses = new ArrayList<>(pauses(id));
        var last = pauses.remove(pauses.size() - 1);
        pauses.add(new Term.Pause(last.from(), at));
        var due = term(id).end(found.startedAt(), pauses, workingDays(found.startedAt()));
        return Optional.of(moved(found, "RUNNING", found.startedAt(), later(due, extendedTo(id)), at, words));
    }

    /**
     * Lets a running clock end later, at an instant that a person set; it does not end before that, however its term is counted again.
     *
     * @throws Problem {@code clock.ended} when it does not run, {@code clock.not-later}
     */
    public ClockView extend(UUID id, Instant dueAt, String words) {
        var found = locked(id);
        if (!found.isRunning()) {
            throw Problem.conflict("clock.ended", found.subject());
        }
        if (!dueAt.isAfter(found.dueAt())) {
            throw Problem.invalid("clock.not-later", found.subject());
        }
        return moved(found, "RUNNING", found.startedAt(), dueAt, clock.instant(), words, dueAt);
    }

    /**
     * Counts the term of an open clock from another receipt time.
     *
     * @throws Problem {@code clock.ended}, {@code clock.start-in-the-future}
     */
    public ClockView correct(UUID id, Instant startedAt, String words) {
        var found = locked(id);
        if (!found.isOpen()) {
            throw Problem.conflict("clock.ended", found.subject());
        }
        if (startedAt.isAfter(clock.instant())) {
            throw Problem.invalid("clock.start-in-the-future");
        }
        return counted(found, startedAt, words);
    }

    /**
     * Counts the term of an open clock again, by the calendar as it is known now.
     *
     * @return the clock, or empty when its due time stays what it was
     */
    public Optional<ClockView> recalculate(UUID id, String words) {
        var found = locked(id);
        if (!found.isOpen() || due(found, found.startedAt()).equals(found.dueAt())) {
            return Optional.empty();
        }
        return Optional.of(counted(found, found.startedAt(), words));
    }

    private ClockView counted(ClockView found, Instant startedAt, String words) {
        var due = due(found, startedAt);
        return moved(found, found.state(), startedAt, due, clock.instant(), words);
    }

    private Instant due(ClockView found, Instant startedAt) {
        var counted = term(found.id()).end(startedAt, pauses(found.id()), workingDays(startedAt));
        return later(counted, extendedTo(found.id()));
    }

    /**
     * As {@link Deadlines#earliest} counts: a clock that reaches into a year whose days off nobody knows yet ends at the earliest, and keeps
     * no other clock from being counted.
     */
    private WorkingDays workingDays(Instant startedAt) {
        return tables.current().workingDays().orPlainFrom(LawDay.of(startedAt).getYear());
    }

    private static Instant later(Instant one, Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** Null where nobody extended it. */
    private Instant extendedTo(UUID id) {
        return jdbc.sql("select extended_to from clock_event where clock_id = ? and extended_to is not null "
                        + "order by id desc limit 1")
                .param(id)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** The open clocks that are counted in days and end on no day that was set, which is what a calendar can change. */
    @Transactional(readOnly = true)
    public List<ClockView> inDays() {
        return jdbc
                .sql(
                        """
                        select id from current_clock where unit <> 'HOURS' and state in ('RUNNING', 'PAUSED')
                          and rule_code not in (select rule_code from appointed_term)
                        order by subject, id
                        """)
                .query(UUID.class)
                .list()
                .stream()
                .map(clocks::get)
                .toList();
    }

    private ClockView moved(ClockView from, String state, Instant startedAt, Instant dueAt, Instant at, String words) {
        return moved(from, state, startedAt, dueAt, at, words, null);
    }

    private ClockView moved(
            ClockView from,
            String state,
            Instant startedAt,
            Instant dueAt,
            Instant at,
            String words,
            Instant extendedTo) {
        var end = term(from.id()).end(startedAt, workingDays(startedAt));
        var length = java.time.Duration.between(
                startedAt, later(end, extendedTo == null ? extendedTo(from.id()) : extendedTo));
        jdbc.sql(
                        """
                        insert into clock_event (clock_id, state, due_at, words, effective_at, started_at, length, extended_to)
                        values (:id, :state, :due, :words, :at, :start, make_interval(secs => :seconds), :extended)
                        """)
                .param("id", from.id())
                .param("state", state)
                .param("start", startedAt.atOffset(UTC))
                .param("due", dueAt.atOffset(UTC))
                .param("seconds", (double) length.toSeconds())
                .param("at", at.atOffset(UTC))
                .param("words", words)
                .param("extended", extendedTo == null ? null : extendedTo.atOffset(UTC))
                .update();
        var now = clocks.get(from.id());
        events.publishEvent(new ClockMoved(now));
        return now;
    }

    private ClockView locked(UUID id) {
        jdbc.sql("select state from clock_state where clock_id = ? for update")
                .param(id)
                .query(String.class)
                .optional();
        return clocks.get(id);
    }

    private Term term(UUID id) {
        return jdbc.sql("select amount, unit from clock where id = ?")
                .param(id)
                .query((row, no) -> new Term(row.getInt("amount"), Term.Unit.valueOf(row.getString("unit"))))
                .single();
    }

    private List<Term.Pause> pauses(UUID id) {
        var pauses = new ArrayList<Term.Pause>();
        Instant since = null;
        for (var step : steps(id)) {
            if (since == null && step.state().equals("PAUSED")) {
                since = step.at();
            } else if (since != null && step.state().equals("RUNNING")) {
                pauses.add(new Term.Pause(since, step.at()));
                since = null;
            }
        }
        if (since != null) {
            pauses.add(new Term.Pause(since, null));
        }
        return pauses;
    }

    private List<Step> steps(UUID id) {
        return jdbc.sql("select state, effective_at from clock_event where clock_id = ? order by id")
                .param(id)
                .query((row, no) -> new Step(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }
}
