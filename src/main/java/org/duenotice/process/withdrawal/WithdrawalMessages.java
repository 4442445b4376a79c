package org.duenotice.process.withdrawal;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.restoration.RestorationAnswered;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the waiting process what an addressee said, in the transaction that stored it. */
@Component
@RequiredArgsConstructor
class WithdrawalMessages {

    private final EngineCalls engine;

    @EventListener
    void tell(RestorationAnswered answered) {
        engine.untilUndisturbed(() -> engine.tell(WithdrawalProcess.CONFIRMED_MESSAGE, answered.letter()));
    }
}
