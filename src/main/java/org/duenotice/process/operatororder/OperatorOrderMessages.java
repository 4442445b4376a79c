package org.duenotice.process.operatororder;

import lombok.RequiredArgsConstructor;
import org.duenotice.operator.ExecutionsCancelled;
import org.duenotice.operator.OrderCancelled;
import org.duenotice.operator.OrdersNarrowed;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.operatorexecution.OperatorExecutionProcess;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the cancelling order and ends the waiting for the cancelled one, in the transaction that recorded the cancellation. */
@Component
@RequiredArgsConstructor
class OperatorOrderMessages {

    private final EngineCalls engine;

    @EventListener
    void end(ExecutionsCancelled cancelled) {
        cancelled.executions().forEach(number -> engine.tell(OperatorExecutionProcess.CONFIRMED, number));
    }

    @EventListener
    void start(OrderCancelled cancelled) {
        engine.start(OperatorOrderProcess.CANCELLED, cancelled.cancellation());
    }

    @EventListener
    void start(OrdersNarrowed narrowed) {
        narrowed.numbers().forEach(number -> engine.start(OperatorOrderProcess.NARROWED, number));
    }
}
