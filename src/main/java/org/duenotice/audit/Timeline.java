package org.duenotice.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes and tells the story of a case. A line says who did what to which subject, when it happened and when it was recorded;
 * its kind has a text in three languages ({@code events*.properties}).
 */
@Component
@RequiredArgsConstructor
public class Timeline {

    /** The actor of what the software does by itself. */
    public static final String SOFTWARE = "duenotice";

    private final JdbcClient sql;
    private final Clock clock;

    /** One line: {@code subject} is a number people speak, {@code words} what the person wrote or an empty text. */
    public record Entry(
            long id, String kind, String actor, String subject, String words, Instant happenedAt, Instant recordedAt) {

        /** The key of this line's text, with subject and words as its arguments. */
        public String messageKey() {
            return "event." + kind.toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public void record(UUID caseId, String kind, String actor, String subject, String words) {
        record(caseId, kind, actor, subject, words, clock.instant());
    }

    public void record(UUID caseId, String kind, String actor, String subject, String words, Instant happenedAt) {
        sql.sql("insert into case_event (case_id, kind, actor, subject, words, happened_at) values (?, ?, ?, ?, ?, ?)")
                .params(caseId, kind, actor, subject, words, happenedAt.atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    public List<Entry> of(UUID caseId) {
        return sql.sql("select id, kind, actor, subject, words, happened_at, recorded_at from case_event "
                        + "where case_id = ? order by id")
                .param(caseId)
                .query(Entry.class)
                .list();
    }
}
