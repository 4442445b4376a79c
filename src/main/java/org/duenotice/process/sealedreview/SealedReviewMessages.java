package org.duenotice.process.sealedreview;

import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.process.EngineCalls;
import org.duenotice.review.SealedReviewForward;
import org.duenotice.review.SealedReviewOpened;
import org.duenotice.review.SealedReviewOver;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts the measures of a sealed case before its group, and takes them away when their day is over, in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class SealedReviewMessages {

    private final EngineCalls engine;

    @EventListener
    void start(SealedReviewOpened review) {
        engine.start(SealedReviewProcess.OPENED, review.key());
    }

    @EventListener
    void end(SealedReviewOver review) {
        engine.untilUndisturbed(() -> engine.tell(SealedReviewProcess.OVER, review.caseNumber()));
    }

    @EventListener
    void hurry(SealedReviewForward review) {
        engine.dueAt("reviewSealedMeasures", review.caseNumber(), LawDay.endOf(review.lastDay()));
    }
}
