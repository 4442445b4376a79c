package org.duenotice.process.escalation;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** escalation: a gate that a person opens. Business key: the notice number. */
final class EscalationProcess {

    static final String ANSWERED = "escalation.answered";

    /** When a person is to have opened the gate. */
    static final ProcessVariable<Date> GATE_DUE_AT = ProcessVariable.moment("gateDueAt");

    static final ProcessVariable<String> ESCALATION_OUTCOME = ProcessVariable.text("escalationOutcome");

    private EscalationProcess() {}
}
