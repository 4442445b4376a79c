package org.duenotice.appeal;

/** Somebody answers for an appeal that was filed before. */
public record AppealConfirmed(String number) {}
