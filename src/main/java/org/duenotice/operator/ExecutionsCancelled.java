package org.duenotice.operator;

import java.util.List;

/** Nobody is waited for any more in these executions, because nothing is left of their order. */
public record ExecutionsCancelled(List<String> executions) {}
