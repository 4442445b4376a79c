package org.duenotice.process.restriction;

import org.duenotice.process.ProcessVariable;

/** restriction: from the notification of the authorised body to the end of the notices. Business key: the case number. */
final class RestrictionProcess {

    static final ProcessVariable<String> BODY_DECISION = ProcessVariable.text("bodyDecision");
    /** The list that the notices are called for. */
    static final String NOTICE_NUMBERS = "noticeNumbers";

    private RestrictionProcess() {}
}
