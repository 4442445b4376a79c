package org.duenotice.process.criminalreferral;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** criminal-referral: a report of detection from its package until the body has answered. Business key: the case number. */
final class CriminalReferralProcess {

    /** False when the package is to be mended first. */
    static final ProcessVariable<Boolean> HANDED_OVER = ProcessVariable.flag("handedOver");

    /** Read by executions that began under the first version of the diagram, which wait for registration themselves. */
    static final ProcessVariable<Date> REGISTRATION_DUE_AT = ProcessVariable.moment("registrationDueAt");

    /** True when it is not handed over but goes back to qualification: what it rests on no longer holds. */
    static final ProcessVariable<Boolean> TAKEN_BACK = ProcessVariable.flag("takenBack");

    /** RETURNED after a taking back, too: the flow of the offence route goes on the same way. */
    static final ProcessVariable<String> REFERRAL_OUTCOME = ProcessVariable.text("referralOutcome");

    static final ProcessVariable<Date> RETURN_DUE_AT = ProcessVariable.moment("returnDueAt");

    private CriminalReferralProcess() {}
}
