package org.duenotice.casefile;

/** A case was closed. */
public record CaseClosed(String caseNumber) {}
