package org.duenotice.priority;

/** A case became more or less urgent; published in the transaction that reckoned it. */
public record PriorityChanged(String caseNumber, int score) {}
