package org.duenotice.restriction;

/** Who decides for the authorised body: the login there or here, the name and the function. */
public record Officer(String id, String name, String function) {}
