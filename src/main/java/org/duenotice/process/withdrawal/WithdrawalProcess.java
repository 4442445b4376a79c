package org.duenotice.process.withdrawal;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** withdrawal: one letter of a restoration, until its addressee has confirmed. Business key: the letter number. */
final class WithdrawalProcess {

    static final String CONFIRMED_MESSAGE = "withdrawal.confirmed";

    static final String USUAL = "75";
    /** A silence past its term, and a mail to read. */
    static final String FIRST = "95";

    static final ProcessVariable<Boolean> CONFIRMED = ProcessVariable.flag("confirmed");
    static final ProcessVariable<Date> CONFIRMATION_DUE_AT = ProcessVariable.moment("confirmationDueAt");
    /** A number: what a silent addressee, or a mail, moves up to. */
    static final ProcessVariable<String> CONFIRMATION_PRIORITY = ProcessVariable.text("confirmationPriority");

    private WithdrawalProcess() {}
}
