package org.duenotice.process.appellantmessage;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppellantToTell;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees to it that what is to be told is told, from the transaction on that wrote it. */
@Component
@RequiredArgsConstructor
class AppellantMessageStart {

    private final EngineCalls engine;

    @EventListener
    void start(AppellantToTell message) {
        engine.start(AppellantMessageProcess.WRITTEN, message.number());
    }
}
