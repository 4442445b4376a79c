package org.duenotice.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A moment from which histories are read.
 *
 * @param at what had taken effect by then; null for all that has
 * @param knownAt and was recorded by then; null for all that is known today
 */
public record Moment(Instant at, Instant knownAt) {

    public static final Moment PRESENT = new Moment(null, null);

    /** The condition of SQL over a history with these two columns; its parameters are {@code at} and {@code known}. */
    public static String covers(String effective, String recorded) {
        return " (:at::timestamptz is null or %s <= :at) and (:known::timestamptz is null or %s <= :known) "
                .formatted(effective, recorded);
    }

    /** The condition for what came only after the moment, over the same parameters. */
    public static String precedes(String effective, String recorded) {
        return " not (" + covers(effective, recorded) + ") ";
    }

    public OffsetDateTime effective() {
        return moment(at);
    }

    public OffsetDateTime recorded() {
        return moment(knownAt);
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public boolean includes(Instant happened, Instant recorded) {
        return (at == null || !happened.isAfter(at)) && (knownAt == null || !recorded.isAfter(knownAt));
    }
}
