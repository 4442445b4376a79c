package org.duenotice.process.judicialact;

import lombok.RequiredArgsConstructor;
import org.duenotice.judicialact.ActEntered;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the process of an act that came in over the API, in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class JudicialActStart {

    private final EngineCalls engine;

    @EventListener
    void start(ActEntered entered) {
        engine.start(JudicialActProcess.REPORTED, entered.number());
    }
}
