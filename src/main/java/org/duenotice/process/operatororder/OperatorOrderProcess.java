package org.duenotice.process.operatororder;

/** operator-order: one order, or the cancellation of one, to all operators. Business key: the order number. */
final class OperatorOrderProcess {

    static final String CANCELLED = "operator-order.cancelled";
    /** A review narrowed what an earlier order restricts. */
    static final String NARROWED = "operator-order.narrowed";

    /** The list that the executions are called for. */
    static final String EXECUTION_NUMBERS = "executionNumbers";

    private OperatorOrderProcess() {}
}
