package org.duenotice.casefile;

/** Some targets of a case go on in a new one; published in the transaction that moved them. */
public record CaseSplit(String caseNumber, String newCase, String person) {}
