package org.duenotice.process.bodydecision;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** body-decision: the authorised body is asked once. Business key: the case number, in an escalation that of the notice, or that of a review. */
final class BodyDecisionProcess {

    /** FIRST, ESCALATION or REVIEW, given by the caller. */
    static final ProcessVariable<String> DECISION_ROUND = ProcessVariable.text("decisionRound");

    static final ProcessVariable<String> BODY_DECISION = ProcessVariable.text("bodyDecision");
    /** The other system's signed decision is on record. */
    static final String RECEIVED = "body-decision.received";

    static final ProcessVariable<Date> BODY_DUE_AT = ProcessVariable.moment("bodyDueAt");
    static final ProcessVariable<Date> OBJECTION_DUE_AT = ProcessVariable.moment("objectionDueAt");
    static final ProcessVariable<Date> DECISION_ALLOWED_AT = ProcessVariable.moment("decisionAllowedAt");

    private BodyDecisionProcess() {}
}
