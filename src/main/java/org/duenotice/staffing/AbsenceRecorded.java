package org.duenotice.staffing;

/** Somebody will be away and has a deputy; published in the transaction that recorded it. */
public record AbsenceRecorded(String number) {}
