package org.duenotice.process.administrativereferral;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** administrative-referral: hand-over of materials within three days until they are accepted, returned or refused. Business key: the case number. */
final class AdministrativeReferralProcess {

    static final ProcessVariable<Date> HAND_OVER_DUE_AT = ProcessVariable.moment("handOverDueAt");
    static final ProcessVariable<Date> RETURN_DUE_AT = ProcessVariable.moment("returnDueAt");

    /** False when the package is to be mended first. */
    static final ProcessVariable<Boolean> HANDED_OVER = ProcessVariable.flag("handedOver");

    /** What became of the referral. */
    static final ProcessVariable<String> REFERRAL_OUTCOME = ProcessVariable.text("referralOutcome");

    /** True when it is not handed over but goes back to qualification: what it rests on no longer holds. */
    static final ProcessVariable<Boolean> TAKEN_BACK = ProcessVariable.flag("takenBack");

    private AdministrativeReferralProcess() {}
}
