package org.duenotice.process.platformanswer;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.duenotice.notice.LetterBounced;
import org.duenotice.notice.PlatformAnswered;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the waiting process of an answer or a bounce, in the transaction that stored it. When none waits, the next wait finds the
 * answer. Somebody who touched the waiting task at the same moment does not undo what was stored: the process is told again.
 */
@Component
class PlatformAnswerMessages {

    private static final int TRIES = 5;

    private final EngineCalls engine;
    private final TransactionTemplate part;

    PlatformAnswerMessages(EngineCalls engine, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @EventListener
    void tell(PlatformAnswered answered) {
        tell(PlatformAnswerProcess.RECEIVED, answered.noticeNumber());
    }

    @EventListener
    void tell(LetterBounced bounced) {
        tell(PlatformAnswerProcess.BOUNCED, bounced.noticeNumber());
    }

    private void tell(String message, String notice) {
        for (var left = TRIES - 1; left > 0; left--) {
            try {
                part.executeWithoutResult(status -> engine.tell(message, notice));
                return;
            } catch (OptimisticLockingException changedMeanwhile) {
                // undone to before the message; the engine reads anew
            }
        }
        engine.tell(message, notice);
    }
}
