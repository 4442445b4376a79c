package org.duenotice.staffing;

/** A recusal waits for the head's decision; published in the transaction that recorded it. */
public record RecusalOpened(String number) {}
