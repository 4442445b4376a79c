package org.duenotice.judicialact;

/** A case was qualified together with the act that names its targets; published in the transaction of the approval. */
public record CaseQualified(String caseNumber) {}
