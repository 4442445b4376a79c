package org.duenotice.review;

/** Nothing of a review is left to decide, though the reviewer has not decided all of it. */
public record ReviewOver(String number) {}
