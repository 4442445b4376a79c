package org.duenotice.process.restoration;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** restoration: measures of one case undone together, until people have seen it. Business key: the number of the restoration. */
final class RestorationProcess {

    static final String OPENED = "restoration.opened";
    static final String ORDERED = "restoration.ordered";
    static final String RELEASED = "restoration.released";

    static final String USUAL = "75";
    static final String OVERDUE = "95";
    static final String URGENT = "100";

    static final ProcessVariable<Boolean> ORDERED_ALREADY = ProcessVariable.flag("ordered");
    static final ProcessVariable<Date> RESTORATION_DUE_AT = ProcessVariable.moment("restorationDueAt");
    /** A number: what is looked at first. */
    static final ProcessVariable<String> RESTORATION_PRIORITY = ProcessVariable.text("restorationPriority");

    static final ProcessVariable<String> ORDER_CHOICE = ProcessVariable.text("orderChoice");
    static final ProcessVariable<Boolean> LOOK_WANTED = ProcessVariable.flag("lookWanted");
    static final ProcessVariable<Date> LOOK_DUE_AT = ProcessVariable.moment("lookDueAt");
    /** A number: what a look that nobody took in time moves up to. */
    static final ProcessVariable<String> LOOK_PRIORITY = ProcessVariable.text("lookPriority");

    static final ProcessVariable<Boolean> ACCESS_IS_BACK = ProcessVariable.flag("accessIsBack");

    /** The lists that letters and orders are called for. */
    static final String LETTER_NUMBERS = "letterNumbers";

    static final String ORDER_NUMBERS = "orderNumbers";

    private RestorationProcess() {}
}
