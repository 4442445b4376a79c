package org.duenotice.process.platformanswer;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** platform-answer: one term for a platform's answer, and what a person finds when it is there. Business key: the notice number. */
final class PlatformAnswerProcess {

    static final String RECEIVED = "platform-answer.received";

    static final ProcessVariable<Date> ANSWER_DUE_AT = ProcessVariable.moment("answerDueAt");
    static final ProcessVariable<Date> REMINDER_DUE_AT = ProcessVariable.moment("reminderDueAt");
    static final ProcessVariable<Boolean> ANSWER_THERE = ProcessVariable.flag("answerThere");
    static final ProcessVariable<Boolean> REMOVAL_CLAIMED = ProcessVariable.flag("removalClaimed");
    static final ProcessVariable<Boolean> SETTLED = ProcessVariable.flag("settled");

    private PlatformAnswerProcess() {}
}
