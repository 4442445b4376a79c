package org.duenotice.register;

/** Somebody wants a register changed; published in the transaction that recorded it. */
public record ChangeOpened(String number) {}
