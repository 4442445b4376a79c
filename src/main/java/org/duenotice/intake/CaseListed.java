package org.duenotice.intake;

/** A case was opened for a list that somebody prepares as a whole; nobody is asked to work on it yet. */
public record CaseListed(String caseNumber) {}
