package org.duenotice.process.detectioncase;

import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseMerged;
import org.duenotice.casefile.CaseReopened;
import org.duenotice.casefile.CaseSplit;
import org.duenotice.intake.DetectionReported;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and ends processes in the transaction in which a detection was reported, or its case split or merged by hand. */
@Component
@RequiredArgsConstructor
class DetectionCaseStart {

    private final EngineCalls engine;

    @EventListener
    void start(DetectionReported reported) {
        engine.start(DetectionCaseProcess.REPORTED, reported.caseNumber());
    }

    @EventListener
    void start(CaseSplit split) {
        engine.start(DetectionCaseProcess.REPORTED, split.newCase());
    }

    /** A new instance beside the ended one; both go by the case's number. */
    @EventListener
    void start(CaseReopened reopened) {
        engine.start(DetectionCaseProcess.REOPENED, reopened.caseNumber());
    }

    /** The targets go on under the other number, whose process goes on as it stands. */
    @EventListener
    void end(CaseMerged merged) {
        engine.tell(DetectionCaseProcess.MERGED, merged.caseNumber());
    }
}
