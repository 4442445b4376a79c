package org.duenotice.process.restrictionreview;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.review.ReviewOpened;
import org.duenotice.review.ReviewOver;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts a review before the body, and takes it away when nothing is left of it, in the transaction that recorded it. */
@Component
@RequiredArgsConstructor
class RestrictionReviewMessages {

    private final EngineCalls engine;

    @EventListener
    void start(ReviewOpened review) {
        engine.start(RestrictionReviewProcess.OPENED, review.number());
    }

    @EventListener
    void end(ReviewOver review) {
        engine.tell(RestrictionReviewProcess.OVER, review.number());
    }
}
