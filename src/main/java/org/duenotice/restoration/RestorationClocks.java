package org.duenotice.restoration;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.springframework.stereotype.Component;

/** The terms within a restoration: of the officer's word, of each addressee's, of the look. A term that runs out decides nothing. */
@Component
@RequiredArgsConstructor
class RestorationClocks {

    private final Clocks clocks;
    private final Deadlines deadlines;
    private final Timeline timeline;
    private final Clock clock;

    /** @return when it runs out */
    Instant start(UUID caseId, String subject, String rule) {
        var deadline = deadlines.due(rule, clock.instant());
        clocks.start(caseId, subject, deadline);
        return deadline.due();
    }

    void met(String subject) {
        clocks.running(subject).ifPresent(running -> clocks.meet(subject, running.rule()));
    }

    /** Nobody waits for it any more. */
    void cancel(String subject) {
        clocks.cancel(subject);
    }

    /**
     * A timer says that the term ran out; it is a breach where the clock says so too.
     *
     * @return true when a breach was recorded
     */
    boolean overdue(UUID caseId, String subject) {
        var overdue = clocks.running(subject).filter(running -> !running.dueAt().isAfter(clock.instant()));
        overdue.ifPresent(running -> {
            clocks.breach(subject, running.rule());
            timeline.record(caseId, "TERM_BREACHED", Timeline.SOFTWARE, subject, running.rule());
        });
        return overdue.isPresent();
    }
}
