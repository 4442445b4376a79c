package org.duenotice.web;

import java.time.Duration;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Which keys were used for what, and what was answered. */
@Component
@RequiredArgsConstructor
class IdempotencyKeys {

    /** As long as a client may still repeat a request. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient sql;

    record Answer(String request, int status, String contentType, String location, byte[] body) {}

    /**
     * Takes the key for this transaction. Somebody else's transaction that has it is waited for, at most as long as the lock
     * timeout of this one.
     *
     * @return false when the key has been used before
     */
    boolean take(String person, String key, String request) {
        sql.sql("set local lock_timeout = '30s'").update();
        return sql.sql("insert into idempotency_key (person, key, request) values (?, ?, ?) on conflict do nothing")
                        .params(person, key, request)
                        .update()
                == 1;
    }

    void keep(String person, String key, Answer answer) {
        sql.sql("update idempotency_key set status = ?, content_type = ?, location = ?, body = ?"
                        + " where person = ? and key = ?")
                .params(answer.status(), answer.contentType(), answer.location(), answer.body(), person, key)
                .update();
    }

    Optional<Answer> find(String person, String key) {
        return sql.sql("select request, status, content_type, location, body from idempotency_key"
                        + " where person = ? and key = ?")
                .params(person, key)
                .query(Answer.class)
                .optional();
    }

    @Scheduled(cron = "0 30 21 * * *")
    void forget() {
        sql.sql("delete from idempotency_key where created_at < clock_timestamp() - make_interval(days => ?)")
                .param((int) KEPT.toDays())
                .update();
    }
}
