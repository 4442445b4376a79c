package org.duenotice.casefile;

/** A held case goes on; what the software had to leave until then is done now. */
public record CaseResumed(String caseNumber) {}
