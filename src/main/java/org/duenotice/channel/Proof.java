package org.duenotice.channel;

import java.time.Instant;

/**
 * What shows that a letter was sent or received.
 *
 * @param words a number or answer of the other side, never empty
 * @param at when it happened, by the clock of whoever says so
 */
public record Proof(Kind kind, String words, Instant at) {

    public enum Kind {
        SMTP_ACCEPTED,
        API_REFERENCE,
        REGISTERED_MAIL,
        FORM_CONFIRMATION,
        WORD_OF_A_PERSON,
        DELIVERY_REPORT,
        FAILURE_REPORT
    }
}
