package org.duenotice.recreation;

/** A person takes a target for a copy of another one; published in the transaction that recorded it. */
public record MirrorProposed(String number) {}
