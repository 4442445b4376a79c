package org.duenotice.process.platformanswer;

import lombok.RequiredArgsConstructor;
import org.duenotice.notice.PlatformAnswered;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the waiting process of an answer, in the transaction that stored it. When none waits, the next wait finds the answer. */
@Component
@RequiredArgsConstructor
class PlatformAnswerMessages {

    private final EngineCalls engine;

    @EventListener
    void tell(PlatformAnswered answered) {
        engine.tell(PlatformAnswerProcess.RECEIVED, answered.noticeNumber());
    }
}
