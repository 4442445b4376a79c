package org.duenotice.process.appeal;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealConfirmed;
import org.duenotice.appeal.AppealEnded;
import org.duenotice.appeal.AppealFiled;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts an appeal before the office, in the transaction that recorded it. One that nobody answers for yet waits behind the others; it is not
 * lost.
 */
@Component
@RequiredArgsConstructor
class AppealStart {

    /** Usual is 50. */
    private static final int UNCONFIRMED = 25;

    private static final int USUAL = 50;

    private final EngineCalls engine;

    @EventListener
    void start(AppealFiled appeal) {
        engine.start(AppealProcess.FILED, appeal.number());
        if (!appeal.confirmed()) {
            engine.prioritiseAll(appeal.number(), UNCONFIRMED);
        }
    }

    @EventListener
    void confirmed(AppealConfirmed appeal) {
        engine.prioritiseAll(appeal.number(), USUAL);
    }

    @EventListener
    void ended(AppealEnded appeal) {
        engine.tell(AppealProcess.ENDED, appeal.number());
    }
}
