package org.duenotice.law;

/** A state body that materials are handed over to or that decides. */
public record Body(String code, Wording name) {}
