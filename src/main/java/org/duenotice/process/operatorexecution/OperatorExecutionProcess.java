package org.duenotice.process.operatorexecution;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** operator-execution: one operator carries out one order. Business key: the number of the order and of the operator. */
public final class OperatorExecutionProcess {

    /** Confirmed, or nothing is awaited any more because the order was cancelled. */
    public static final String CONFIRMED = "operator-execution.confirmed";

    static final String REFUSED = "operator-execution.refused";

    static final ProcessVariable<String> ORDER_DELIVERY = ProcessVariable.text("orderDelivery");
    static final ProcessVariable<Date> RETRY_AT = ProcessVariable.moment("retryAt");
    static final ProcessVariable<Date> EXECUTION_DUE_AT = ProcessVariable.moment("executionDueAt");
    static final ProcessVariable<String> EXECUTION_STATE = ProcessVariable.text("executionState");
    static final ProcessVariable<Boolean> TERM_OVER = ProcessVariable.flag("termOver");
    static final ProcessVariable<String> FAILURE_CHOICE = ProcessVariable.text("failureChoice");

    private OperatorExecutionProcess() {}
}
