package org.duenotice.process.detectioncase;

import org.duenotice.process.ProcessVariable;

/** detection-case: one detection from its report to the closed case. Business key: the case number. */
final class DetectionCaseProcess {

    static final String REPORTED = "detection-case.reported";
    static final String QUALIFIED = "detection-case.qualified";
    static final String ID = "detection-case";
    static final String REOPENED = "detection-case.reopened";
    static final String MERGED = "detection-case.merged";

    static final ProcessVariable<String> PROPOSAL = ProcessVariable.text("proposal");
    static final ProcessVariable<String> RIGHTS_OUTCOME = ProcessVariable.text("rightsOutcome");
    static final ProcessVariable<String> QUALIFICATION_OUTCOME = ProcessVariable.text("qualificationOutcome");
    static final ProcessVariable<String> OFFENCE_ROUTE = ProcessVariable.text("offenceRoute");
    static final ProcessVariable<Boolean> RESTRICTION = ProcessVariable.flag("restriction");

    /** Something in the case is another body's to deal with. */
    static final ProcessVariable<Boolean> FORWARDING = ProcessVariable.flag("forwarding");

    private DetectionCaseProcess() {}
}
