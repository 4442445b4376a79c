package org.duenotice.restoration;

/** Every target that the authorised body is asked about under this number was taken back before it decided. */
public record BodyReleased(String subject) {}
