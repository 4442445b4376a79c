package org.duenotice.process.platformanswer;

import static org.duenotice.process.platformanswer.PlatformAnswerProcess.ANSWER_DUE_AT;
import static org.duenotice.process.platformanswer.PlatformAnswerProcess.CLOCK_STATE;
import static org.duenotice.process.platformanswer.PlatformAnswerProcess.FOLLOW_UP_AT;
import static org.duenotice.process.platformanswer.PlatformAnswerProcess.REMINDER_DUE_AT;
import static org.duenotice.process.platformanswer.PlatformAnswerProcess.WARNING_DUE_AT;

import java.util.Date;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockView;
import org.duenotice.notice.Terms;
import org.duenotice.process.ClockInProcess;
import org.springframework.stereotype.Component;

/** The clock of a notice in platform-answer: three timers, the variables they read, and the task that waits for the answer. */
@Component
@RequiredArgsConstructor
class PlatformAnswerClock implements ClockInProcess {

    private final Terms terms;

    @Override
    public Optional<Wait> waitFor(ClockView clock) {
        if (!clock.subject().matches("N-\\d+-\\d+")) {
            return Optional.empty();
        }
        var term = terms.of(clock);
        return Optional.of(new Wait(
                "platform-answer",
                clock.subject(),
                "recordAnswer",
                Map.of(
                        "answerOverdue", term.answerDueAt(),
                        "reminderDue", term.reminderDueAt(),
                        "warningDue", term.warningDueAt()),
                variables(term),
                term.isPaused() ? null : term.answerDueAt(),
                term.isPaused() ? null : term.followUpAt()));
    }

    static Map<String, Object> variables(Terms.Term term) {
        return Map.of(
                ANSWER_DUE_AT.name(), Date.from(term.answerDueAt()),
                REMINDER_DUE_AT.name(), Date.from(term.reminderDueAt()),
                WARNING_DUE_AT.name(), Date.from(term.warningDueAt()),
                FOLLOW_UP_AT.name(), Date.from(term.followUpAt()),
                CLOCK_STATE.name(), term.clockState());
    }
}
