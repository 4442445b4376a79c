package org.duenotice.seal;

/** An ordinary case has been sealed: whatever people had of it is withdrawn. Published in the transaction that sealed it. */
public record CaseSealed(String caseNumber) {}
