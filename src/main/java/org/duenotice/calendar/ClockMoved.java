package org.duenotice.calendar;

/** A clock was paused, went on, or is due at another time; published in the transaction that moved it. */
public record ClockMoved(ClockView clock) {}
