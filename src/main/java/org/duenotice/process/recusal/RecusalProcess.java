package org.duenotice.process.recusal;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** recusal: a motion until the head has decided. Business key: the number of the recusal. */
final class RecusalProcess {

    static final String OPENED = "recusal.opened";

    static final ProcessVariable<Date> RECUSAL_DUE_AT = ProcessVariable.moment("recusalDueAt");
    static final ProcessVariable<String> RECUSAL_HEAD = ProcessVariable.text("recusalHead");
    static final ProcessVariable<String> RECUSAL_DECISION = ProcessVariable.text("recusalDecision");

    private RecusalProcess() {}
}
