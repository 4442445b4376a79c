package org.duenotice.process.appellantmessage;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** appellant-message: something that an appellant is told. Business key: the number of the message, such as A-2026-000007/M2. */
final class AppellantMessageProcess {

    static final String WRITTEN = "appellant-message.written";

    static final ProcessVariable<Boolean> BY_MAIL = ProcessVariable.flag("byMail");
    static final ProcessVariable<String> MESSAGE_DELIVERY = ProcessVariable.text("messageDelivery");
    static final ProcessVariable<Date> MESSAGE_RETRY_AT = ProcessVariable.moment("messageRetryAt");

    private AppellantMessageProcess() {}
}
