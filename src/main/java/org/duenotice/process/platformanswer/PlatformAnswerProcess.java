package org.duenotice.process.platformanswer;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** platform-answer: one term for a platform's answer, and what a person finds when it is there. Business key: the notice number. */
final class PlatformAnswerProcess {

    static final String RECEIVED = "platform-answer.received";
    static final String BOUNCED = "platform-answer.bounced";

    static final String USUAL = "50";
    static final String WARNED = "75";

    static final ProcessVariable<Date> ANSWER_DUE_AT = ProcessVariable.moment("answerDueAt");
    static final ProcessVariable<Date> REMINDER_DUE_AT = ProcessVariable.moment("reminderDueAt");
    static final ProcessVariable<Date> WARNING_DUE_AT = ProcessVariable.moment("warningDueAt");
    static final ProcessVariable<Date> FOLLOW_UP_AT = ProcessVariable.moment("followUpAt");
    /** How the clock stands, for whoever looks at the instance in Cockpit. */
    static final ProcessVariable<String> CLOCK_STATE = ProcessVariable.text("clockState");
    /** A number: what a manager is to look at first. */
    static final ProcessVariable<String> ANSWER_PRIORITY = ProcessVariable.text("answerPriority");

    static final ProcessVariable<Boolean> REMINDER_WANTED = ProcessVariable.flag("reminderWanted");
    static final ProcessVariable<Boolean> TERM_OVER = ProcessVariable.flag("termOver");
    static final ProcessVariable<String> ANSWER_MEANING = ProcessVariable.text("answerMeaning");
    static final ProcessVariable<Boolean> ANSWER_THERE = ProcessVariable.flag("answerThere");
    static final ProcessVariable<Boolean> REMOVAL_CLAIMED = ProcessVariable.flag("removalClaimed");
    static final ProcessVariable<Boolean> SETTLED = ProcessVariable.flag("settled");

    private PlatformAnswerProcess() {}
}
