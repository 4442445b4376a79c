package org.duenotice.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A review of what one restriction has standing and what falls due on one day; its number is such as {@code RV-2026-000012}.
 *
 * @param dueOn the last day on which it can be decided
 * @param open whether anything of it has no outcome yet
 */
public record Review(
        UUID id, String number, UUID restrictionId, UUID roundId, LocalDate dueOn, Instant openedAt, boolean open) {

    /** What became of a measure under review. */
    public enum Outcome {
        RENEWED,
        NARROWED,
        LIFTED,
        /** The end that was set had come, or it never stood. */
        ENDED,
        /** The day of review had come and nobody decided: a breach of the reviewers' duty. */
        LAPSED,
        /** It was undone on another ground meanwhile. */
        OVERTAKEN
    }
}
