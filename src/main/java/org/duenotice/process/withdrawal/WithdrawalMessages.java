package org.duenotice.process.withdrawal;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.restoration.RestorationAnswered;
import org.duenotice.restoration.RestorationMailArrived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the waiting process what an addressee said, and its task that there is a mail to read, in the transaction that stored it. */
@Component
@RequiredArgsConstructor
class WithdrawalMessages {

    private final EngineCalls engine;

    @EventListener
    void tell(RestorationAnswered answered) {
        engine.untilUndisturbed(() -> engine.tell(WithdrawalProcess.CONFIRMED_MESSAGE, answered.letter()));
    }

    @EventListener
    void putFirst(RestorationMailArrived mail) {
        engine.untilUndisturbed(() -> engine.prioritise(
                "recordRestorationConfirmation", mail.letter(), Integer.parseInt(WithdrawalProcess.FIRST)));
    }
}
