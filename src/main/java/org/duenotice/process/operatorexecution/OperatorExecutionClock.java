package org.duenotice.process.operatorexecution;

import static org.duenotice.process.operatorexecution.OperatorExecutionProcess.EXECUTION_DUE_AT;

import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.duenotice.calendar.ClockView;
import org.duenotice.notice.Terms;
import org.duenotice.process.ClockInProcess;
import org.springframework.stereotype.Component;

/** The clock of an operator's execution: its timer and the task that waits for the confirmation. */
@Component
class OperatorExecutionClock implements ClockInProcess {

    @Override
    public Optional<Wait> waitFor(ClockView clock) {
        if (!clock.subject().startsWith("O-")) {
            return Optional.empty();
        }
        var timer = clock.isPaused() ? Terms.NOT_NOW : clock.dueAt();
        return Optional.of(new Wait(
                "operator-execution",
                clock.subject(),
                "recordConfirmation",
                Map.of("executionOverdue", timer),
                Map.of(EXECUTION_DUE_AT.name(), Date.from(timer)),
                clock.isPaused() ? null : timer,
                null));
    }
}
