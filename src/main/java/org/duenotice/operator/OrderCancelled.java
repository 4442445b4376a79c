package org.duenotice.operator;

import java.util.List;

/** An order was cancelled by another one; {@code executions} are those of the first, each with its number. */
public record OrderCancelled(String cancellation, List<String> executions) {}
