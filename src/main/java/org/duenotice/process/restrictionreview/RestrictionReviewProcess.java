package org.duenotice.process.restrictionreview;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** restriction-review: what falls due is looked at anew, or lifted. Business key: the number of the review. */
final class RestrictionReviewProcess {

    static final String OPENED = "restriction-review.opened";
    /** Nothing is left to decide. */
    static final String OVER = "restriction-review.over";

    static final ProcessVariable<Date> REVIEW_DUE_AT = ProcessVariable.moment("reviewDueAt");
    static final ProcessVariable<Boolean> REVIEW_OVER = ProcessVariable.flag("reviewOver");
    static final ProcessVariable<Boolean> REVIEW_MISSED = ProcessVariable.flag("reviewMissed");

    private RestrictionReviewProcess() {}
}
