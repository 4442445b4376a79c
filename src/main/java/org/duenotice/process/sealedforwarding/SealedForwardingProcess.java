package org.duenotice.process.sealedforwarding;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** sealed-forwarding: sealed material goes to the competent body at once. Business key: the case number, and nothing else of it. */
final class SealedForwardingProcess {

    static final String SEALED = "sealed-forwarding.sealed";

    static final ProcessVariable<Date> HAND_OVER_DUE_AT = ProcessVariable.moment("handOverDueAt");

    private SealedForwardingProcess() {}
}
