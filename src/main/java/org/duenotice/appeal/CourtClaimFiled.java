package org.duenotice.appeal;

/** The matter of an appeal is before a court. */
public record CourtClaimFiled(String number) {}
