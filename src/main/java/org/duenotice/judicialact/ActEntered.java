package org.duenotice.judicialact;

/** An act came in from another system and waits to be drafted and approved; published in the transaction that recorded it. */
public record ActEntered(String number) {}
