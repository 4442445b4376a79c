package org.duenotice.restoration;

/** Everyone who was asked has confirmed, and people have seen that it is so. */
public record RestorationConfirmed(String number, String occasion, RestorationKind kind) {}
