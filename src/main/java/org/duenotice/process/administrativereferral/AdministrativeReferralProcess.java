package org.duenotice.process.administrativereferral;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** administrative-referral: hand-over of materials within three days until they are accepted, returned or refused. Business key: the case number. */
final class AdministrativeReferralProcess {

    static final ProcessVariable<Date> HAND_OVER_DUE_AT = ProcessVariable.moment("handOverDueAt");

    private AdministrativeReferralProcess() {}
}
