package org.duenotice.process.detectioncase;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseMerged;
import org.duenotice.casefile.CaseReopened;
import org.duenotice.casefile.CaseResumed;
import org.duenotice.casefile.CaseSplit;
import org.duenotice.casefile.Cases;
import org.duenotice.intake.DetectionReported;
import org.duenotice.judicialact.CaseQualified;
import org.duenotice.problem.Problem;
import org.duenotice.process.EngineCalls;
import org.duenotice.qualification.OffenceRoute;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and ends processes in the transaction in which a detection was reported, or its case split, merged or held by hand. */
@Component
@RequiredArgsConstructor
class DetectionCaseStart {

    private final EngineCalls engine;
    private final Cases cases;

    @EventListener
    void start(DetectionReported reported) {
        engine.start(DetectionCaseProcess.REPORTED, reported.caseNumber());
    }

    @EventListener
    void start(CaseSplit split) {
        engine.start(DetectionCaseProcess.REPORTED, split.newCase());
    }

    /** Qualified together with its act, for restriction and nothing else: it goes on behind the approval. */
    @EventListener
    void start(CaseQualified qualified) {
        engine.start(
                DetectionCaseProcess.QUALIFIED,
                qualified.caseNumber(),
                Map.of(
                        DetectionCaseProcess.OFFENCE_ROUTE.name(), OffenceRoute.NONE.name(),
                        DetectionCaseProcess.RESTRICTION.name(), true,
                        DetectionCaseProcess.FORWARDING.name(), false));
    }

    /** A new instance beside the ended one; both go by the case's number. */
    @EventListener
    void start(CaseReopened reopened) {
        engine.start(DetectionCaseProcess.REOPENED, reopened.caseNumber());
    }

    /** Its flow came to its end while it was held. */
    @EventListener
    void close(CaseResumed resumed) {
        if (!engine.runs(DetectionCaseProcess.ID, resumed.caseNumber())) {
            cases.close(cases.byNumber(resumed.caseNumber()));
        }
    }

    /**
     * The targets go on under the other number, whose process goes on as it stands. A case that was started on a diagram without this
     * end would stay with tasks about nothing, so it is not merged.
     *
     * @throws Problem {@code case.merge-old-diagram}
     */
    @EventListener
    void end(CaseMerged merged) {
        var ended = engine.tell(DetectionCaseProcess.MERGED, merged.caseNumber());
        if (ended == 0 && engine.runs(DetectionCaseProcess.ID, merged.caseNumber())) {
            throw Problem.conflict("case.merge-old-diagram", merged.caseNumber(), merged.into());
        }
    }
}
