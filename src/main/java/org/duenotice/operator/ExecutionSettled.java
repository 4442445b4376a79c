package org.duenotice.operator;

/** An operator confirmed an execution such as {@code O-2026-000001/NORTH}, or said that it cannot. */
public record ExecutionSettled(String execution, boolean executed) {}
