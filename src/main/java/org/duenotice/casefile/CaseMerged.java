package org.duenotice.casefile;

/** All targets of a case go on in another, and the case is closed; published in the transaction that moved them. */
public record CaseMerged(String caseNumber, String into, String person) {}
