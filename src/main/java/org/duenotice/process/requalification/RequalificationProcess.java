package org.duenotice.process.requalification;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** requalification: two people decide what follows a return. Business key: the case number. */
final class RequalificationProcess {

    static final ProcessVariable<Date> RETURN_DUE_AT = ProcessVariable.moment("returnDueAt");

    static final ProcessVariable<Boolean> APPROVED = ProcessVariable.flag("requalificationApproved");

    /** What was approved: CRIMINAL, ADMINISTRATIVE, or NONE when it is not referred again. */
    static final ProcessVariable<String> OFFENCE_ROUTE = ProcessVariable.text("offenceRoute");

    private RequalificationProcess() {}
}
