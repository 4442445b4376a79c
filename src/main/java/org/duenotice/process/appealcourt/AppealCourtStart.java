package org.duenotice.process.appealcourt;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.CourtClaimFiled;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waits for the judgment from the moment a claim is recorded. */
@Component
@RequiredArgsConstructor
class AppealCourtStart {

    private final EngineCalls engine;

    @EventListener
    void start(CourtClaimFiled claim) {
        engine.start(AppealCourtProcess.CLAIMED, claim.number());
    }
}
