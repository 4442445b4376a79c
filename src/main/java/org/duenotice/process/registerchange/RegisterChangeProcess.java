package org.duenotice.process.registerchange;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** register-change: one change of a register until it is recorded or withdrawn. Business key: the number of the change. */
final class RegisterChangeProcess {

    static final String OPENED = "register-change.opened";

    static final ProcessVariable<Boolean> PREPARED = ProcessVariable.flag("prepared");
    static final ProcessVariable<Boolean> CALENDAR_YEAR = ProcessVariable.flag("calendarYear");
    static final ProcessVariable<Date> CALENDAR_DUE_AT = ProcessVariable.moment("calendarDueAt");
    static final ProcessVariable<String> PREPARATION = ProcessVariable.text("preparation");
    static final ProcessVariable<String> CHANGE_OUTCOME = ProcessVariable.text("changeOutcome");

    private RegisterChangeProcess() {}
}
