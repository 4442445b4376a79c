package org.duenotice.process.sealedreview;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/**
 * sealed-review: measures of a sealed case are reviewed by its own group, or lifted. Business key: the number of the case, or of the appeal
 * that took them away, and nothing else of it.
 */
final class SealedReviewProcess {

    static final String OPENED = "sealed-review.opened";
    /** The day passed, and everything was lifted. */
    static final String OVER = "sealed-review.over";

    static final ProcessVariable<Date> SEALED_REVIEW_DUE_AT = ProcessVariable.moment("sealedReviewDueAt");
    static final ProcessVariable<Boolean> SEALED_REVIEW_WANTED = ProcessVariable.flag("sealedReviewWanted");
    static final ProcessVariable<Boolean> SEALED_OPENING_WANTED = ProcessVariable.flag("sealedOpeningWanted");
    static final ProcessVariable<Date> SEALED_ACCESS_DUE_AT = ProcessVariable.moment("sealedAccessDueAt");

    private SealedReviewProcess() {}
}
