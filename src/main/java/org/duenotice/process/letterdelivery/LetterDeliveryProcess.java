package org.duenotice.process.letterdelivery;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** letter-delivery: one letter, until it is sent or given up. Business key: the letter number. */
final class LetterDeliveryProcess {

    /** The way of the attempt that comes next. */
    static final ProcessVariable<String> CHANNEL = ProcessVariable.text("channel");
    /** False when the letter lacks something it has to say. */
    static final ProcessVariable<Boolean> COMPLETE = ProcessVariable.flag("complete");

    static final ProcessVariable<String> DELIVERY = ProcessVariable.text("delivery");
    static final ProcessVariable<Date> RETRY_AT = ProcessVariable.moment("retryAt");
    static final ProcessVariable<String> SETTLEMENT = ProcessVariable.text("settlement");

    private LetterDeliveryProcess() {}
}
