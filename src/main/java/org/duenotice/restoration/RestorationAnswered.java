package org.duenotice.restoration;

/** An addressee said something to a letter of a restoration, such as {@code N-2026-000045/3}. */
public record RestorationAnswered(String letter) {}
