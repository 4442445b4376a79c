package org.duenotice.notice;

import org.duenotice.channel.Result;

/** What became of an attempt to deliver a letter. */
public enum DeliveryOutcome {
    SENT,
    /** The address does not take it: a person finds a better one. */
    UNDELIVERABLE,
    /** Nothing left us: the other side is out of reach for now. */
    RETRY_LATER,
    /** It may or may not have left us: a person settles it, it is never silently sent again. */
    IN_DOUBT,
    /** It lacks something a letter has to say, and did not leave: a person puts that right. */
    INCOMPLETE;

    static DeliveryOutcome of(Result result) {
        if (result instanceof Result.Sent) {
            return SENT;
        }
        if (result instanceof Result.Undeliverable) {
            return UNDELIVERABLE;
        }
        return result instanceof Result.RetryLater ? RETRY_LATER : IN_DOUBT;
    }
}
