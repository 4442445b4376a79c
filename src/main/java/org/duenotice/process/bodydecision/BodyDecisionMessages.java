package org.duenotice.process.bodydecision;

import lombok.RequiredArgsConstructor;
import org.duenotice.agency.BodyDecided;
import org.duenotice.problem.Problem;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the waiting process of the other system's decision, in the transaction that records it. */
@Component
@RequiredArgsConstructor
class BodyDecisionMessages {

    private final EngineCalls engine;

    /** @throws Problem {@code agency.nobody-waits} where the decision is not due now; nothing of it is recorded then */
    @EventListener
    void tell(BodyDecided decided) {
        if (engine.task("decideRestriction", decided.subject()).isEmpty()) {
            throw Problem.conflict("agency.nobody-waits", decided.subject());
        }
        engine.tell(BodyDecisionProcess.RECEIVED, decided.subject());
    }
}
