package org.duenotice.qualification;

import java.time.Instant;

/** The second person's word on a qualification. */
public record Decided(Outcome outcome, String remarks, String decidedBy, Instant decidedAt) {

    /** The third way out, returning, keeps a wrong proposal from being either waved through or lost. */
    public enum Outcome {
        APPROVED,
        RETURNED,
        CANCELLED
    }
}
