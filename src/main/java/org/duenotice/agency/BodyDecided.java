package org.duenotice.agency;

/** The other system's signed decision passed the checks and is on record; the subject is the number of its round. */
public record BodyDecided(String subject) {}
