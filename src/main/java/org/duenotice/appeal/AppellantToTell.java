package org.duenotice.appeal;

/** Something is to be told to whoever appealed; the number is the message's own, such as {@code A-2026-000007/M2}. */
public record AppellantToTell(String number) {}
