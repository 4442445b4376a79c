package org.duenotice.process.mirror;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.recreation.MirrorProposed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts a proposal before a second person, in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class MirrorStart {

    private final EngineCalls engine;

    @EventListener
    void start(MirrorProposed proposed) {
        engine.start(MirrorProcess.PROPOSED, proposed.number());
    }
}
