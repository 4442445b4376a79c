package org.duenotice.process.registerchange;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.register.ChangeOpened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts a change before people, in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class RegisterChangeStart {

    private final EngineCalls engine;

    @EventListener
    void start(ChangeOpened change) {
        engine.start(RegisterChangeProcess.OPENED, change.number());
    }
}
