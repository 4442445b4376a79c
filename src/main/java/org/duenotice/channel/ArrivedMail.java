package org.duenotice.channel;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it came in; nothing in it is to be believed.
 *
 * @param messageId with angle brackets, or made of the content where the mail has none
 * @param sender the address in From, in small letters
 * @param thread the Message-IDs it answers to
 * @param report what a delivery report says of our mail, see {@link Report}
 * @param reported the Message-IDs of the mail that a delivery report is about
 * @param body plain text, cut to a length people read
 * @param raw the whole message
 * @param sentAt as the sender says; null where it says nothing
 */
public record ArrivedMail(
        String messageId,
        String sender,
        List<String> recipients,
        String subject,
        List<String> thread,
        Report report,
        List<String> reported,
        String body,
        byte[] raw,
        Instant sentAt) {

    /** What a report of a mail server (RFC 3464) says. */
    public enum Report {
        NONE,
        FAILED,
        DELIVERED
    }
}
