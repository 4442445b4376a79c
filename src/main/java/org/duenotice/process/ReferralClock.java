package org.duenotice.process;

import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.duenotice.calendar.ClockView;
import org.duenotice.notice.Terms;

/**
 * The clock of a referral: the timer and the task that it is the term of.
 *
 * @param process the process id
 * @param subject what its clock's subject ends with, behind the case number
 * @param task the user task that carries the due date
 * @param timer the id of the timer's event
 * @param variable what the timer reads
 */
public record ReferralClock(String process, String subject, String task, String timer, String variable)
        implements ClockInProcess {

    @Override
    public Optional<Wait> waitFor(ClockView clock) {
        if (!clock.subject().endsWith(subject)) {
            return Optional.empty();
        }
        var due = clock.isPaused() ? Terms.NOT_NOW : clock.dueAt();
        return Optional.of(new Wait(
                process,
                clock.subject().substring(0, clock.subject().length() - subject.length()),
                task,
                Map.of(timer, due),
                Map.of(variable, Date.from(due)),
                clock.isPaused() ? null : due,
                null));
    }
}
