package org.duenotice.process.absence;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** absence: a deputy gets the tasks of somebody who is away, and gives back what is left. Business key: the number of the absence. */
final class AbsenceProcess {

    static final String RECORDED = "absence.recorded";

    static final ProcessVariable<Date> ABSENCE_BEGINS_AT = ProcessVariable.moment("absenceBeginsAt");
    static final ProcessVariable<Date> ABSENCE_ENDS_AT = ProcessVariable.moment("absenceEndsAt");

    private AbsenceProcess() {}
}
