package org.duenotice.channel;

import java.time.Instant;
import java.util.List;

/**
 * A letter on its way.
 *
 * @param addressee the code of the platform or operator
 * @param key the same for every try that may be a repetition of one effect
 * @param messageId of this attempt, in angle brackets
 * @param address of the contact, as its channel understands it
 * @param replyTo where the answer finds the notice again
 * @param letter null for what only people read
 * @param pdf null for a mail without an attachment
 * @param sha256 of the PDF, in hexadecimal digits
 */
public record Dispatch(
        String addressee,
        String key,
        String messageId,
        String address,
        String from,
        String replyTo,
        Letter letter,
        String subject,
        String text,
        String pdfName,
        byte[] pdf,
        String sha256) {

    /** What a program needs to know of the letter without reading its paper; {@code term} is null where none is set. */
    public record Letter(
            String noticeNumber,
            String number,
            String kind,
            List<String> legalBasis,
            Term term,
            List<Item> items,
            String callback) {}

    public record Term(Instant dueAt, String citation) {}

    /** @param key the canonical key of the target */
    public record Item(int no, String address, String key) {}
}
