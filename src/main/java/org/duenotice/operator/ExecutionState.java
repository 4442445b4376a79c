package org.duenotice.operator;

/** Where one operator's execution of an order stands. */
public enum ExecutionState {
    ISSUED,
    SENT,
    CONFIRMED,
    FAILED,
    CANCELLED;

    /** Nothing more is awaited of this operator. */
    public boolean isSettled() {
        return this == CONFIRMED || this == CANCELLED;
    }
}
