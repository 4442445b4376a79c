package org.duenotice.channel;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which ways to platforms are open. Failures in a row close one for a pause that doubles each time; when it ends, one letter tries
 * the way and the others wait for what becomes of it. Kept in the database, so that all copies know the same.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class Ways {

    private final JdbcClient sql;
    private final ChannelSettings settings;
    private final Clock clock;

    /** A way that is closed until a moment, and what the last try met. */
    public record Closed(String addressee, ChannelKind channel, int failures, Instant openUntil, String words) {}

    /** The moment until which the way is closed; empty for whoever may try it now. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Instant> closedUntil(String addressee, ChannelKind channel) {
        var now = clock.instant();
        var until = sql.sql(
                        "select open_until from channel_health where addressee = ? and channel = ? and open_until is not null for update")
                .params(addressee, channel.name())
                .query(java.time.OffsetDateTime.class)
                .optional()
                .map(java.time.OffsetDateTime::toInstant);
        if (until.isEmpty() || until.get().isAfter(now)) {
            return until;
        }
        sql.sql("update channel_health set open_until = ? where addressee = ? and channel = ?")
                .params(now.plus(settings.firstPause()).atOffset(ZoneOffset.UTC), addressee, channel.name())
                .update();
        return Optional.empty();
    }

    /** The way works. */
    @Transactional
    public void worked(String addressee, ChannelKind channel) {
        var reopened = sql.sql("update channel_health set failures = 0, open_until = null, changed_at = ? "
                        + "where addressee = ? and channel = ? and failures > 0")
                .params(clock.instant().atOffset(ZoneOffset.UTC), addressee, channel.name())
                .update();
        if (reopened > 0) {
            log.info("The way to {} over {} works again", addressee, channel);
        }
    }

    /**
     * The way failed.
     *
     * @return true when this failure closed an open way
     */
    @Transactional
    public boolean failed(String addressee, ChannelKind channel, String words) {
        var now = clock.instant();
        var failures = sql.sql(
                        """
                        insert into channel_health (addressee, channel, failures, words, changed_at) values (?, ?, 1, ?, ?)
                        on conflict (addressee, channel) do update
                        set failures = channel_health.failures + 1, words = excluded.words, changed_at = excluded.changed_at
                        returning failures
                        """)
                .params(addressee, channel.name(), words, now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        if (failures < settings.failuresUntilClosed()) {
            return false;
        }
        sql.sql("update channel_health set open_until = ? where addressee = ? and channel = ?")
                .params(now.plus(settings.pause(failures)).atOffset(ZoneOffset.UTC), addressee, channel.name())
                .update();
        if (failures == settings.failuresUntilClosed()) {
            log.warn("The way to {} over {} is closed after {} failures: {}", addressee, channel, failures, words);
        }
        return failures == settings.failuresUntilClosed();
    }

    public List<Closed> closed() {
        return sql.sql("select addressee, channel, failures, open_until, words from channel_health "
                        + "where open_until is not null order by addressee, channel")
                .query(Closed.class)
                .list();
    }
}
