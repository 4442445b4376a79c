package org.duenotice.process.recusal;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.staffing.RecusalOpened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts a recusal before the head, in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class RecusalStart {

    private final EngineCalls engine;

    @EventListener
    void start(RecusalOpened recusal) {
        engine.start(RecusalProcess.OPENED, recusal.number());
    }
}
