package org.duenotice.process.custodydamage;

import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CustodyDamaged;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Opens the task in the transaction that found the damage; what is found while it is open joins it. */
@Component
@RequiredArgsConstructor
class CustodyDamageStart {

    private final EngineCalls engine;

    @EventListener
    void start(CustodyDamaged damaged) {
        if (!engine.runs(CustodyDamageProcess.ID, damaged.caseNumber())) {
            engine.start(CustodyDamageProcess.FOUND, damaged.caseNumber());
        }
    }
}
