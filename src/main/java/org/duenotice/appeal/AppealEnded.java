package org.duenotice.appeal;

/** Nothing is left to decide here: it was withdrawn, or a court decides what nobody decided in time. */
public record AppealEnded(String number) {}
