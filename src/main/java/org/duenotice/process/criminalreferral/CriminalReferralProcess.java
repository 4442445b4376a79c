package org.duenotice.process.criminalreferral;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** criminal-referral: hand-over of a report of detection until it is registered, returned or refused. Business key: the case number. */
final class CriminalReferralProcess {

    static final ProcessVariable<Date> REGISTRATION_DUE_AT = ProcessVariable.moment("registrationDueAt");

    private CriminalReferralProcess() {}
}
