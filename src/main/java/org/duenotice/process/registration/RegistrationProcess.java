package org.duenotice.process.registration;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** registration: what the body does with a report of detection. Business key: the case number. */
final class RegistrationProcess {

    static final ProcessVariable<Date> REGISTRATION_DUE_AT = ProcessVariable.moment("registrationDueAt");
    static final ProcessVariable<Date> PROSECUTOR_DUE_AT = ProcessVariable.moment("prosecutorDueAt");
    static final ProcessVariable<Date> PASSING_ON_DUE_AT = ProcessVariable.moment("passingOnDueAt");
    static final ProcessVariable<Date> TRANSFER_DUE_AT = ProcessVariable.moment("transferDueAt");
    static final ProcessVariable<Date> RETURN_DUE_AT = ProcessVariable.moment("returnDueAt");

    /** What the body said this time: an outcome, or TRANSFERRED, after which it is asked again. */
    static final ProcessVariable<String> REGISTRATION_ANSWER = ProcessVariable.text("registrationAnswer");

    /** What became of the referral in the end. */
    static final ProcessVariable<String> REFERRAL_OUTCOME = ProcessVariable.text("referralOutcome");

    private RegistrationProcess() {}
}
