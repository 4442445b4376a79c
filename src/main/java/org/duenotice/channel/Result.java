package org.duenotice.channel;

import java.time.Instant;

/** What is known after a try, with words for the person who looks at it. Only a fault of our own is an exception. */
public sealed interface Result {

    String words();

    /** The other side has taken it. */
    record Sent(Proof proof) implements Result {
        @Override
        public String words() {
            return proof.words();
        }
    }

    /** The other side does not take it and will not take it later: a person finds a better way. */
    record Undeliverable(String words) implements Result {}

    /**
     * Out of reach for now.
     *
     * @param at when the other side, or a closed way, allows the next try; null where nobody named a moment
     */
    record RetryLater(Instant at, String words) implements Result {}

    /** It may or may not have arrived, and a repetition could arrive twice: a person settles it. */
    record InDoubt(String words) implements Result {}
}
