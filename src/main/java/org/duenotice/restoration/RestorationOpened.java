package org.duenotice.restoration;

/** A restoration is there: ordered already, or waiting for a person of the authorised body to order it. */
public record RestorationOpened(String number, boolean ordered) {}
