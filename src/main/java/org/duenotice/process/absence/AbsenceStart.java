package org.duenotice.process.absence;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.staffing.AbsenceRecorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waits for the absence to begin, from the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class AbsenceStart {

    private final EngineCalls engine;

    @EventListener
    void start(AbsenceRecorded absence) {
        engine.start(AbsenceProcess.RECORDED, absence.number());
    }
}
