package org.duenotice.restoration;

/** Every approved target of the case that still needed an addressee was taken back. */
public record MeasuresReleased(String caseNumber) {}
