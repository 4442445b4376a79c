package org.duenotice.process;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duenotice.calendar.ClockView;
import org.duenotice.notice.Terms;

/**
 * A clock that is the term of one user task, with or without a timer.
 *
 * @param process the process id
 * @param subject what its clock runs over; the first group is the business key of the instance
 * @param task the user task that carries the due date
 * @param timer the id of the timer's event, or null
 * @param variable what the model reads, or null
 */
public record TaskClock(String process, Pattern subject, String task, String timer, String variable)
        implements ClockInProcess {

    @Override
    public Optional<Wait> waitFor(ClockView clock) {
        var found = subject.matcher(clock.subject());
        if (!found.matches()) {
            return Optional.empty();
        }
        var due = clock.isPaused() ? Terms.NOT_NOW : clock.dueAt();
        Map<String, Instant> timers = timer == null ? Map.of() : Map.of(timer, due);
        Map<String, Object> variables = variable == null ? Map.of() : Map.of(variable, Date.from(due));
        return Optional.of(new Wait(
                process, found.group(1), task, timers, variables, clock.isPaused() ? null : clock.dueAt(), null));
    }
}
