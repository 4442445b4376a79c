package org.duenotice.timestamp;

/** What came of asking for a time-stamp. */
public sealed interface StampAnswer {

    record Stamped(Stamp stamp) implements StampAnswer {}

    /** Nobody answered, or not now; asked again later. */
    record NotNow(String words) implements StampAnswer {}

    /** The authority said no, or what it gave does not hold; asking the same again can still help once it is repaired. */
    record Useless(String words) implements StampAnswer {}
}
