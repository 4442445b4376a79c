package org.duenotice.process.referral;

import org.duenotice.process.ProcessVariable;

/** referral: the offence route of a case, one referral after another. Business key: the case number. */
final class ReferralProcess {

    /** CRIMINAL or ADMINISTRATIVE. */
    static final ProcessVariable<String> OFFENCE_ROUTE = ProcessVariable.text("offenceRoute");

    private ReferralProcess() {}
}
