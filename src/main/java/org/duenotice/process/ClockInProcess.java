package org.duenotice.process;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.duenotice.calendar.ClockView;

/**
 * A process that waits for clocks of a kind says here where: a clock that moves takes its timers, variables and task with it. A
 * process whose step moves the clock itself sets its own variables in that step.
 */
public interface ClockInProcess {

    /** Where the clock is waited for; empty when this process does not wait for such a clock. */
    Optional<Wait> waitFor(ClockView clock);

    /**
     * @param process the process id
     * @param businessKey the number of the instance that waits
     * @param task the user task that carries the clock's due date
     * @param timers the due time of each timer, by the id of its event
     * @param variables what the model reads, by name
     * @param dueAt the task's due date; null while the clock stands still
     * @param followUpAt the task's follow-up date, or null
     */
    record Wait(
            String process,
            String businessKey,
            String task,
            Map<String, Instant> timers,
            Map<String, Object> variables,
            Instant dueAt,
            Instant followUpAt) {}
}
