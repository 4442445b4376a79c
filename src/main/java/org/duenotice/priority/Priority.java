package org.duenotice.priority;

import java.time.Instant;
import java.util.List;

/**
 * How urgent a case is.
 *
 * @param severity of its category, 0 to 10
 * @param confidence in what was seen, 0 to 10
 * @param urgency of a term that ran out, 0 to 10
 * @param parts where the points come from, one line each, such as {@code CATEGORY DRUG_SALE 9}
 */
public record Priority(int severity, int confidence, int urgency, List<Part> parts, Instant reckonedAt) {

    private static final int EACH = 5;
    private static final int MOST = 100;

    /** One reason for points: what kind of reason, its code, and how many. */
    public record Part(String part, String code, int points) {}

    /** 0 to 100: all count the same. */
    public int score() {
        return Math.min(MOST, EACH * (severity + confidence + urgency));
    }
}
