package org.duenotice.intake;

/** A detection has become a case; published in the transaction that recorded it. */
public record DetectionReported(String caseNumber) {}
