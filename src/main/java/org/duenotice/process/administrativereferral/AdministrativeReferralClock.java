package org.duenotice.process.administrativereferral;

import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.duenotice.calendar.ClockView;
import org.duenotice.notice.Terms;
import org.duenotice.process.ClockInProcess;
import org.springframework.stereotype.Component;

/** The clock of the referral in administrative-referral: its timer and the task that it is the term of. */
@Component
class AdministrativeReferralClock implements ClockInProcess {

    private static final String SUBJECT = "/ADMINISTRATIVE";

    @Override
    public Optional<Wait> waitFor(ClockView clock) {
        if (!clock.subject().endsWith(SUBJECT)) {
            return Optional.empty();
        }
        var timer = clock.isPaused() ? Terms.NOT_NOW : clock.dueAt();
        return Optional.of(new Wait(
                "administrative-referral",
                clock.subject().substring(0, clock.subject().length() - SUBJECT.length()),
                "handOverAdministrativeReferral",
                Map.of("handOverOverdue", timer),
                Map.of("handOverDueAt", Date.from(timer)),
                clock.isPaused() ? null : timer,
                null));
    }
}
