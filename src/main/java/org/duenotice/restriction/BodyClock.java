package org.duenotice.restriction;

import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockChanges;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.casefile.CaseFile;
import org.springframework.stereotype.Component;

/**
 * How long the body takes: a working order of the unit, no term of law. It stands still while the unit supplements evidence and
 * while participants are heard, and what runs out is shown and decides nothing.
 */
@Component
@RequiredArgsConstructor
class BodyClock {

    private static final String RULE = "body-decision";

    private final Clocks clocks;
    private final ClockChanges changes;
    private final Deadlines deadlines;
    private final Clock clock;

    /** Starts the clock of the round, or lets it go on. */
    Instant run(CaseFile caseFile, Round round, String words) {
        var now = clock.instant();
        if (round.kind() == Round.Kind.REVIEW) {
            // its own clock runs to the day on which the measure ends, and nothing stops that
            return clocks.last(round.subject()).map(ClockView::dueAt).orElse(now);
        }
        var open = clocks.open(subject(round));
        if (open.isEmpty()) {
            var deadline = deadlines.due(RULE, now);
            clocks.start(caseFile.id(), subject(round), deadline);
            return deadline.due();
        }
        return changes.resume(open.get().id(), now, words).orElse(open.get()).dueAt();
    }

    void pause(Round round, String words) {
        clocks.open(subject(round)).ifPresent(open -> changes.pause(open.id(), clock.instant(), words));
    }

    void meet(Round round) {
        clocks.meet(subject(round), RULE);
    }

    /** Nothing is left to decide under the number. */
    void cancel(String number) {
        clocks.cancel(number + "/BODY");
    }

    private static String subject(Round round) {
        return round.subject() + "/BODY";
    }
}
