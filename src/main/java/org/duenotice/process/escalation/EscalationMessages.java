package org.duenotice.process.escalation;

import lombok.RequiredArgsConstructor;
import org.duenotice.notice.Answers;
import org.duenotice.notice.PlatformAnswered;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells an open gate that the platform said what became of targets, in the transaction that stored it. A question of the platform
 * changes nothing at the gate: it waits for the next term, and the people at the gate read it.
 */
@Component
@RequiredArgsConstructor
class EscalationMessages {

    private final EngineCalls engine;
    private final Answers answers;

    @EventListener
    void tell(PlatformAnswered answered) {
        if (answers.isOutcomeWaiting(answered.noticeNumber())) {
            engine.untilUndisturbed(() -> engine.tell(EscalationProcess.ANSWERED, answered.noticeNumber()));
        }
    }
}
