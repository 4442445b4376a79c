package org.duenotice.appeal;

/** Whoever wanted to see the file took the appeal back before anybody answered. */
public record FileAccessDropped(String number) {}
