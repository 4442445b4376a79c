package org.duenotice.process.bodynotification;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** body-notification: the unit's document to the authorised body, until it has reached it. Business key: that of the decision. */
final class BodyNotificationProcess {

    static final ProcessVariable<Boolean> APPROVED_WITH_ITS_ACT = ProcessVariable.flag("approvedWithItsAct");
    static final ProcessVariable<String> NOTIFICATION_OUTCOME = ProcessVariable.text("notificationOutcome");
    static final ProcessVariable<String> NOTIFICATION_NUMBER = ProcessVariable.text("notificationNumber");
    static final ProcessVariable<Boolean> AGENCY_CHANNEL = ProcessVariable.flag("agencyChannel");
    static final ProcessVariable<String> NOTIFICATION_DELIVERY = ProcessVariable.text("notificationDelivery");
    static final ProcessVariable<String> SETTLEMENT = ProcessVariable.text("settlement");
    static final ProcessVariable<Date> RETRY_AT = ProcessVariable.moment("retryAt");
    /** When the decision is expected; the caller's task shows it. */
    static final ProcessVariable<Date> BODY_DUE_AT = ProcessVariable.moment("bodyDueAt");

    private BodyNotificationProcess() {}
}
