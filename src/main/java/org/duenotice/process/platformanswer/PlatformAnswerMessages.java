package org.duenotice.process.platformanswer;

import lombok.RequiredArgsConstructor;
import org.duenotice.notice.LetterBounced;
import org.duenotice.notice.Notices;
import org.duenotice.notice.PlatformAnswered;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the waiting process of an answer or a bounce, in the transaction that stored it. When none waits, the next wait finds the
 * answer. Somebody who touched the waiting task at the same moment does not undo what was stored: the process is told again.
 */
@Component
@RequiredArgsConstructor
class PlatformAnswerMessages {

    private final EngineCalls engine;
    private final Notices notices;

    @EventListener
    void tell(PlatformAnswered answered) {
        engine.untilUndisturbed(() -> engine.tell(PlatformAnswerProcess.RECEIVED, answered.noticeNumber()));
    }

    @EventListener
    void tell(LetterBounced bounced) {
        notices.locked(bounced.noticeNumber()); // a term that is just beginning is waited for
        engine.untilUndisturbed(() -> engine.tell(PlatformAnswerProcess.BOUNCED, bounced.noticeNumber()));
    }
}
