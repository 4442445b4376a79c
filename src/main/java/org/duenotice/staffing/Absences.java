package org.duenotice.staffing;

import static org.duenotice.security.Groups.MANAGERS;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Numbers;
import org.duenotice.database.Turns;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.People;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is away and who stands in. A deputy is in every group of the absent person, since nobody gets rights from a calendar; which
 * groups somebody is in, an administrator decides.
 */
@Component
@RequiredArgsConstructor
public class Absences {

    private static final String SELECT =
            "select number, person, deputy, begins_at, ends_at, reasons, recorded_by, recorded_at from absence";

    private final JdbcClient sql;
    private final People people;
    private final CurrentPerson acting;
    private final Numbers numbers;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * Records an absence, one's own or, for managers, anybody's.
     *
     * @throws Problem {@code absence.*} when the period is no period, overlaps another of the person, or the deputy cannot stand in
     */
    @Transactional
    public Absence record(String person, String deputy, Instant beginsAt, Instant endsAt, String reasons) {
        if (!person.equals(acting.id())) {
            acting.requireAny(MANAGERS);
        }
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if (beginsAt == null || endsAt == null || !endsAt.isAfter(beginsAt) || !endsAt.isAfter(clock.instant())) {
            throw Problem.invalid("absence.period");
        }
        if (person.equals(deputy)) {
            throw Problem.invalid("absence.own-deputy");
        }
        checkGroups(person, deputy);
        turns.take("absence");
        checkFree(person, deputy, beginsAt, endsAt);
        var now = clock.instant();
        var number = numbers.next(Numbers.Kind.ABSENCE, now);
        sql.sql(
                        """
                        insert into absence (id, number, person, deputy, begins_at, ends_at, reasons, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        number,
                        person,
                        deputy,
                        beginsAt.atOffset(ZoneOffset.UTC),
                        endsAt.atOffset(ZoneOffset.UTC),
                        reasons.strip(),
                        acting.id(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new AbsenceRecorded(number));
        return get(number);
    }

    private void checkGroups(String person, String deputy) {
        var missing = new TreeSet<>(people.byId(person)
                .orElseThrow(() -> Problem.invalid("staff.unknown", person))
                .groups());
        missing.removeAll(people.byId(deputy)
                .orElseThrow(() -> Problem.invalid("staff.unknown", deputy))
                .groups());
        if (!missing.isEmpty()) {
            throw Problem.conflict("absence.deputy-lacks-groups", deputy, missing);
        }
    }

    /** Nobody is away twice at once, and no deputy is away themselves. */
    private void checkFree(String person, String deputy, Instant beginsAt, Instant endsAt) {
        var overlapping = sql.sql(
                        SELECT + " where person in (?, ?) and begins_at < ? and ends_at > ? order by number limit 1")
                .params(person, deputy, endsAt.atOffset(ZoneOffset.UTC), beginsAt.atOffset(ZoneOffset.UTC))
                .query(Absence.class)
                .optional();
        overlapping.ifPresent(other -> {
            throw Problem.conflict("absence.overlaps", other.person(), other.number());
        });
    }

    public Absence get(String number) {
        return sql.sql(SELECT + " where number = ?")
                .param(number)
                .query(Absence.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("absence.unknown", number));
    }

    /** Those that are not over, the earliest first. */
    List<Absence> notOver(int most) {
        return sql.sql(SELECT + " where ends_at > ? order by begins_at, number limit ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), most)
                .query(Absence.class)
                .list();
    }
}
