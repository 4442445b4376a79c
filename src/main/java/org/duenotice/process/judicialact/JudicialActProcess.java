package org.duenotice.process.judicialact;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** judicial-act: an act that came in until a second person has decided on what was prepared for it. Business key: its change. */
final class JudicialActProcess {

    static final String REPORTED = "judicial-act.reported";

    static final ProcessVariable<Date> APPROVAL_DUE_AT = ProcessVariable.moment("approvalDueAt");
    static final ProcessVariable<String> ACT_OUTCOME = ProcessVariable.text("actOutcome");
    static final ProcessVariable<String> ACT_CORRECTION = ProcessVariable.text("actCorrection");

    private JudicialActProcess() {}
}
