package org.duenotice.register;

import lombok.RequiredArgsConstructor;
import org.duenotice.notice.OpenClocks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts open clocks again once a change of the calendar is recorded: afterwards, so that the timers and tasks of other processes
 * follow, which they do not inside a step of this one. What is missed here is found within a minute by whoever watches the calendar.
 */
@Component
@RequiredArgsConstructor
class TermsOfOpenClocks {

    private final OpenClocks openClocks;

    @TransactionalEventListener
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void recalculate(CalendarChanged changed) {
        openClocks.recalculate(changed.number(), changed.person());
    }
}
