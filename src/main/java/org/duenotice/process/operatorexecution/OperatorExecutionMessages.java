package org.duenotice.process.operatorexecution;

import lombok.RequiredArgsConstructor;
import org.duenotice.operator.ExecutionSettled;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the waiting process what an operator said, in the transaction that stored it. */
@Component
@RequiredArgsConstructor
class OperatorExecutionMessages {

    private final EngineCalls engine;

    @EventListener
    void tell(ExecutionSettled settled) {
        engine.tell(
                settled.executed() ? OperatorExecutionProcess.CONFIRMED : OperatorExecutionProcess.REFUSED,
                settled.execution());
    }
}
