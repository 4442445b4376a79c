package org.duenotice.register;

/** A change of the calendar was approved; published in the transaction that recorded it. */
record CalendarChanged(String number, String person) {}
