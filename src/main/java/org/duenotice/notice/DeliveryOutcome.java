package org.duenotice.notice;

/** What became of an attempt to deliver a letter. */
public enum DeliveryOutcome {
    SENT,
    /** The address does not take it: a person finds a better one. */
    UNDELIVERABLE,
    /** Nothing left us: the other side is out of reach for now. */
    RETRY_LATER,
    /** It may or may not have left us: a person settles it, it is never silently sent again. */
    IN_DOUBT
}
