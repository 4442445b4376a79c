package org.duenotice.restoration;

/** Nobody has to decide on a proposal any more: what it was proposed for is no ground. */
public record RestorationReleased(String number) {}
