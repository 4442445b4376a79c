package org.duenotice.operator;

/** An order was cancelled by another one. */
public record OrderCancelled(String cancellation) {}
