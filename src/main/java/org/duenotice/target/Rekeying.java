package org.duenotice.target;

import java.time.Instant;
import java.util.UUID;

/**
 * One way through all targets whose key an older version of the rules made.
 *
 * @param draft the rules that are only tried; null where the recorded ones are looked at
 * @param position the last target looked at; null before the first
 * @param total how many there were to look at when it began
 * @param wouldMerge targets whose new key another target has; only a person merges them
 * @param splits targets whose addresses name different things under the new rules; left as they are
 * @param failed targets whose address the new rules refuse; left as they are
 */
record Rekeying(
        UUID id,
        UUID draft,
        int version,
        boolean dryRun,
        State state,
        UUID position,
        int total,
        int unchanged,
        int changed,
        int wouldMerge,
        int splits,
        int failed,
        String startedBy,
        Instant startedAt,
        Instant finishedAt) {

    /** Targets whose keys versions before this one made are looked at; a draft is tried on all. */
    int before() {
        return draft == null ? version : version + 1;
    }

    enum State {
        RUNNING,
        DONE
    }

    enum Outcome {
        UNCHANGED,
        CHANGED,
        WOULD_MERGE,
        SPLITS,
        FAILED
    }

    /**
     * What was found out about one target.
     *
     * @param newKey empty when there is none, or more than one
     * @param otherId the target that has the new key already
     */
    record Finding(UUID targetId, Outcome outcome, String oldKey, String newKey, UUID otherId, String reason) {}
}
