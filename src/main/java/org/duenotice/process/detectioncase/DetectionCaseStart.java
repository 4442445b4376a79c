package org.duenotice.process.detectioncase;

import lombok.RequiredArgsConstructor;
import org.duenotice.intake.DetectionReported;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the process of a reported detection in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class DetectionCaseStart {

    private final EngineCalls engine;

    @EventListener
    void start(DetectionReported reported) {
        engine.start(DetectionCaseProcess.REPORTED, reported.caseNumber());
    }
}
