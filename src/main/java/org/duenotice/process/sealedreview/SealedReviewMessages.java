package org.duenotice.process.sealedreview;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.review.SealedReviewForward;
import org.duenotice.review.SealedReviewOpened;
import org.duenotice.review.SealedReviewOver;
import org.duenotice.review.SealedReviews;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts the measures of a sealed case before its group, and takes them away when their day is over, in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class SealedReviewMessages {

    private final EngineCalls engine;
    private final SealedReviews reviews;

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
        reviews.decisionDueAt(review.caseNumber())
                .ifPresent(due -> engine.dueAt("reviewSealedMeasures", review.caseNumber(), due));
    }
}
