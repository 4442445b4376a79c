package org.duenotice.process.recreationwatch;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** recreation-watch: looks at what a closed case took away. Business key: the case number. */
final class RecreationWatchProcess {

    static final String ORDERED = "recreation-watch.ordered";

    static final ProcessVariable<Date> RECHECK_DUE_AT = ProcessVariable.moment("recheckDueAt");
    static final ProcessVariable<Boolean> WATCHING = ProcessVariable.flag("watching");
    static final ProcessVariable<Boolean> SEEN_AGAIN = ProcessVariable.flag("seenAgain");

    private RecreationWatchProcess() {}
}
