package org.duenotice.register;

/** Where a change of a register stands. */
public enum ChangeState {
    /** Nobody has prepared anything yet. */
    OPENED,
    /** Waits for the second person. */
    PREPARED,
    /** Came back with remarks. */
    RETURNED,
    APPLIED,
    WITHDRAWN
}
