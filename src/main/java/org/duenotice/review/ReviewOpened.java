package org.duenotice.review;

/** A review is to be held; published in the transaction that recorded it. */
public record ReviewOpened(String number) {}
