package org.duenotice.process.sealedforwarding;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.seal.CaseSealed;
import org.duenotice.seal.MaterialSealed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** In the transaction that seals: what people had of the case is withdrawn from the engine, and the hand-over begins. */
@Component
@RequiredArgsConstructor
class SealedForwardingStart {

    private final EngineCalls engine;

    @EventListener
    void withdraw(CaseSealed sealed) {
        engine.forget(sealed.caseNumber());
    }

    @EventListener
    void start(MaterialSealed sealed) {
        engine.start(SealedForwardingProcess.SEALED, sealed.caseNumber());
    }
}
