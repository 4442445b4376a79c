package org.duenotice.process.restrictionreview;

import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.process.EngineCalls;
import org.duenotice.review.ReviewOpened;
import org.duenotice.review.ReviewOver;
import org.duenotice.review.Reviews;
import org.duenotice.seal.CaseSealed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts a review before the body, and takes it away when nothing is left of it or its case is sealed, in the transaction that recorded it.
 */
@Component
@RequiredArgsConstructor
class RestrictionReviewMessages {

    private final EngineCalls engine;
    private final Reviews reviews;
    private final Cases cases;

    @EventListener
    void start(ReviewOpened review) {
        engine.start(RestrictionReviewProcess.OPENED, review.number());
    }

    /** What stands in a sealed case is reviewed by its own group. */
    @EventListener
    void forget(CaseSealed sealed) {
        reviews.of(cases.byNumber(sealed.caseNumber()).id()).forEach(engine::forget);
    }

    @EventListener
    void end(ReviewOver review) {
        engine.tell(RestrictionReviewProcess.OVER, review.number());
    }
}
