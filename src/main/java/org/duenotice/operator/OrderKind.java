package org.duenotice.operator;

/** What an order asks of operators. */
public enum OrderKind {
    RESTRICT,
    CANCEL
}
