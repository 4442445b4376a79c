package org.duenotice.notice;

import java.time.Instant;

/**
 * A platform said over its interface what it did with a letter that undoes a notice, or lets it stand again.
 *
 * @param word CARRIED_OUT, NOTHING_TO_DO or IMPOSSIBLE
 */
public record LetterAnswered(
        String letterNumber, Word word, String reference, Instant answeredAt, String remarks, String platform) {

    /** What a platform can say to such a letter. */
    public enum Word {
        CARRIED_OUT,
        NOTHING_TO_DO,
        IMPOSSIBLE
    }
}
