package org.duenotice.process.criminalreferral;

import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.duenotice.calendar.ClockView;
import org.duenotice.notice.Terms;
import org.duenotice.process.ClockInProcess;
import org.springframework.stereotype.Component;

/** The clock of the referral in criminal-referral: its timer and the task that it is the term of. */
@Component
class CriminalReferralClock implements ClockInProcess {

    private static final String SUBJECT = "/CRIMINAL";

    @Override
    public Optional<Wait> waitFor(ClockView clock) {
        if (!clock.subject().endsWith(SUBJECT)) {
            return Optional.empty();
        }
        var timer = clock.isPaused() ? Terms.NOT_NOW : clock.dueAt();
        return Optional.of(new Wait(
                "criminal-referral",
                clock.subject().substring(0, clock.subject().length() - SUBJECT.length()),
                "recordRegistration",
                Map.of("registrationOverdue", timer),
                Map.of("registrationDueAt", Date.from(timer)),
                clock.isPaused() ? null : timer,
                null));
    }
}
