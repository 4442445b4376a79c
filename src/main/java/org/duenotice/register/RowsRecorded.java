package org.duenotice.register;

/** What a register says has changed; published in the transaction that recorded it. */
public record RowsRecorded(Register register, String change, String person) {}
