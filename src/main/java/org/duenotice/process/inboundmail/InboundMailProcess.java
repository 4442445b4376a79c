package org.duenotice.process.inboundmail;

import org.duenotice.process.ProcessVariable;

/** inbound-mail: one mail that could not be matched by itself. Business key: the mail number. */
final class InboundMailProcess {

    static final String UNMATCHED = "inbound-mail.unmatched";

    static final ProcessVariable<Boolean> MATCHED = ProcessVariable.flag("matched");

    private InboundMailProcess() {}
}
