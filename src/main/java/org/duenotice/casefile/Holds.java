package org.duenotice.casefile;

import java.time.Clock;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockChanges;
import org.duenotice.problem.Problem;
import org.duenotice.state.Moves;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a case on hold and lets it go on. On hold nobody decides anything in it; answers of platforms
 * still come in, and of its clocks only those of the unit's own working order stand still ({@code clock_held}): a term of law runs on.
 */
@Component
@RequiredArgsConstructor
class Holds {

    private static final int LONGEST_REASON = 2_000;

    private final JdbcClient sql;
    private final Cases cases;
    private final Participations participations;
    private final Moves moves;
    private final ClockChanges clocks;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Why a case is held. */
    enum Ground {
        HEARING(CaseState.ON_HOLD_HEARING),
        APPEAL(CaseState.ON_HOLD_APPEAL);

        private final CaseState state;

        Ground(CaseState state) {
            this.state = state;
        }
    }

    /** @throws Problem {@code case.state} where the case is held already, closed or not qualified yet */
    @Transactional
    CaseFile hold(String number, Ground ground, String reason, String person) {
        var caseFile = cases.byNumber(number);
        var why = checked(reason);
        participations.join(caseFile.id(), person, Side.UNIT);
        cases.move(caseFile, ground.state, why, person);
        clocksOf(caseFile, "RUNNING", "").forEach(id -> clocks.pause(id, clock.instant(), ground.state.name()));
        timeline.record(caseFile.id(), "CASE_HELD", person, number, why);
        return cases.byId(caseFile.id());
    }

    /** Lets the case go on where it stood. */
    @Transactional
    CaseFile resume(String number, String reason, String person) {
        var caseFile = cases.locked(number);
        var why = checked(reason);
        if (!caseFile.state().isHold()) {
            throw Problem.conflict("case.not-in-state", number, caseFile.state());
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        var story = moves.of(caseFile.id());
        var before = CaseState.valueOf(story.get(story.size() - 1).from());
        cases.goOn(caseFile, before, why, person);
        clocksOf(caseFile, "PAUSED", caseFile.state().name())
                .forEach(id -> clocks.resume(id, clock.instant(), before.name()));
        timeline.record(caseFile.id(), "CASE_RESUMED", person, number, why);
        events.publishEvent(new CaseResumed(number));
        return cases.byId(caseFile.id());
    }

    private Iterable<UUID> clocksOf(CaseFile caseFile, String state, String words) {
        return sql.sql(
                        """
                        select c.id from current_clock c join clock_held h on h.rule_code = c.rule_code
                        where c.case_id = :case and c.state = :state and (:words = '' or :words = (
                            select words from clock_event e where e.clock_id = c.id order by e.id desc limit 1))
                        order by c.id
                        """)
                .param("case", caseFile.id())
                .param("state", state)
                .param("words", words)
                .query(UUID.class)
                .list();
    }

    static String checked(String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reasons-too-long", LONGEST_REASON);
        }
        return reason.strip();
    }
}
