package org.duenotice.law;

/** The same words in the three languages people read. */
public record Wording(String ru, String kk, String en) {}
