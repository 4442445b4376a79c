package org.duenotice.restoration;

import java.time.Instant;
import java.util.UUID;

/**
 * Measures of one case that are undone together. Its number is such as {@code RS-2026-000012}.
 *
 * @param occasion the number of what it follows from: an appeal, a review, a change of a register; may be empty
 * @param orderedAt since when it is carried out; null while it waits for a person's word
 * @param endedAs CONFIRMED when it was carried out and seen, KEPT when the measure was kept, GROUND_STANDS when what it was proposed for was
 *     corrected; null while it is open
 */
public record Restoration(
        UUID id,
        String number,
        UUID caseId,
        RestorationKind kind,
        RestorationGround ground,
        String occasion,
        String reasons,
        String openedBy,
        Instant openedAt,
        Instant orderedAt,
        String endedAs,
        Instant endedAt) {

    boolean isOver() {
        return endedAs != null;
    }
}
