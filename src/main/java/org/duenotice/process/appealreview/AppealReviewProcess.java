package org.duenotice.process.appealreview;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** appeal-review: an admitted appeal until it is decided and what the decision orders is done. Business key: the number of the appeal. */
final class AppealReviewProcess {

    static final ProcessVariable<Date> RECONSIDERATION_DUE_AT = ProcessVariable.moment("reconsiderationDueAt");
    static final ProcessVariable<Date> DECISION_DUE_AT = ProcessVariable.moment("decisionDueAt");
    static final ProcessVariable<Date> HEARING_DUE_AT = ProcessVariable.moment("hearingDueAt");
    static final ProcessVariable<Date> FULFILMENT_DUE_AT = ProcessVariable.moment("fulfilmentDueAt");

    /** What the body said: UPHOLD or CORRECT. */
    static final ProcessVariable<String> OPINION = ProcessVariable.text("opinion");

    static final ProcessVariable<Boolean> HEARING_HELD = ProcessVariable.flag("hearingHeld");
    static final ProcessVariable<Boolean> LEFT_TO_BODY = ProcessVariable.flag("leftToBody");

    private AppealReviewProcess() {}
}
