package org.duenotice.casefile;

/** A closed case was taken up again; published in the transaction that did it. */
public record CaseReopened(String caseNumber) {}
