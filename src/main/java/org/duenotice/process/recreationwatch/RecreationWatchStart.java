package org.duenotice.process.recreationwatch;

import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseClosed;
import org.duenotice.process.EngineCalls;
import org.duenotice.recreation.Recreations;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins the watch of a closed case that took something away; the case itself is over. */
@Component
@RequiredArgsConstructor
class RecreationWatchStart {

    private final EngineCalls engine;
    private final Recreations recreations;

    @EventListener
    void start(CaseClosed closed) {
        if (!recreations.watched(closed.caseNumber()).isEmpty()) {
            engine.start(RecreationWatchProcess.ORDERED, closed.caseNumber());
        }
    }
}
