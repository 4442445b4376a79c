package org.duenotice.process.restriction;

import org.duenotice.process.ProcessVariable;

/** restriction: from the notification of the authorised body to the end of the measures. Business key: the case number. */
final class RestrictionProcess {

    static final ProcessVariable<String> BODY_DECISION = ProcessVariable.text("bodyDecision");

    private RestrictionProcess() {}
}
