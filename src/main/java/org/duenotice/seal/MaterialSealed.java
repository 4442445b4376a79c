package org.duenotice.seal;

/** Sealed material waits to be handed over; published in the transaction that sealed it. */
public record MaterialSealed(String caseNumber) {}
