package org.duenotice.process.appeal;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** appeal: from the filing to the decision. Business key: the number of the appeal. */
final class AppealProcess {

    static final String FILED = "appeal.filed";
    /** It was withdrawn, or the matter is before a court. */
    static final String ENDED = "appeal.ended";

    static final ProcessVariable<Date> ADMISSIBILITY_DUE_AT = ProcessVariable.moment("admissibilityDueAt");
    static final ProcessVariable<Date> DECISION_DUE_AT = ProcessVariable.moment("decisionDueAt");
    static final ProcessVariable<String> ADMISSION = ProcessVariable.text("admission");

    private AppealProcess() {}
}
