package org.duenotice.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.duenotice.channel.ChannelKind;

/**
 * A numbered letter as it was put on paper.
 *
 * @param channel of the contact it is addressed to
 * @param digest what its printed check code is the beginning of
 * @param template the version of the template it was made from
 * @param content what it says, as JSON; empty for letters older than this record
 * @param deadlineRule of the term it sets, or null
 * @param missing what it lacks to leave, see {@link Checklist}; empty when it may
 */
public record Letter(
        UUID id,
        String number,
        UUID noticeId,
        LetterKind kind,
        String recipient,
        String address,
        ChannelKind channel,
        String digest,
        String pdfSha256,
        Instant composedAt,
        String template,
        String content,
        String deadlineRule,
        String missing) {

    private static final int CHECK_CODE_LENGTH = 16;

    public String checkCode() {
        return checkCode(digest);
    }

    /** The first digits of a digest as printed: four groups of four. */
    static String checkCode(String digest) {
        var code = digest.substring(0, CHECK_CODE_LENGTH).toUpperCase(Locale.ROOT);
        return String.join(" ", code.split("(?<=\\G.{4})"));
    }

    /** The letter may leave: nothing it has to say is missing. */
    boolean isComplete() {
        return missing.isEmpty();
    }

    /** The names of the parts it lacks. */
    public List<String> missingParts() {
        return Checklist.read(missing).stream().map(Enum::name).toList();
    }

    public String noticeNumber() {
        return number.substring(0, number.indexOf('/'));
    }

    /** The letter's place among those of its notice, counted from 1. */
    int no() {
        return Integer.parseInt(number.substring(number.indexOf('/') + 1));
    }
}
