package org.duenotice.calendar;

/** Where a term comes from, in the words people read. */
public record Citation(String ru, String kk, String en) {}
