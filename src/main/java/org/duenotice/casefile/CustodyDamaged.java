package org.duenotice.casefile;

/** The custody of a case is not whole; published in the transaction that wrote it down. */
public record CustodyDamaged(String caseNumber) {}
