package org.duenotice.process.escalation;

import org.duenotice.process.ProcessVariable;

/** escalation: a gate that a person opens. Business key: the notice number. */
final class EscalationProcess {

    static final ProcessVariable<String> ESCALATION_OUTCOME = ProcessVariable.text("escalationOutcome");

    private EscalationProcess() {}
}
