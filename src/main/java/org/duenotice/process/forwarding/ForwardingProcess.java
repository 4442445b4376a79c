package org.duenotice.process.forwarding;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** forwarding: what is another body's to deal with is passed on, and its sender told. Business key: the case number. */
final class ForwardingProcess {

    static final ProcessVariable<Date> FORWARD_DUE_AT = ProcessVariable.moment("forwardDueAt");
    static final ProcessVariable<Boolean> SENDER_KNOWN = ProcessVariable.flag("senderKnown");

    private ForwardingProcess() {}
}
