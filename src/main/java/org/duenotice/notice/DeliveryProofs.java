package org.duenotice.notice;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.channel.Proof;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proof that letters were sent, received or not received; rows are only ever added. */
@Component
@RequiredArgsConstructor
public class DeliveryProofs {

    private static final int LONGEST = 2_000;

    private final JdbcClient sql;

    public record Kept(int attemptNo, Proof.Kind kind, String words, Instant happenedAt, String recordedBy) {}

    void add(UUID letter, int attempt, Proof proof, String person) {
        var words = proof.words().length() > LONGEST ? proof.words().substring(0, LONGEST) : proof.words();
        sql.sql("insert into delivery_proof (letter_id, attempt_no, kind, words, happened_at, recorded_by) "
                        + "values (?, ?, ?, ?, ?, ?)")
                .params(letter, attempt, proof.kind().name(), words, proof.at().atOffset(ZoneOffset.UTC), person)
                .update();
    }

    /** When the last letter that asks for something was received, where the post says so; otherwise sending is receipt. */
    Optional<Instant> received(UUID notice) {
        return sql.sql(
                        """
                        select p.happened_at from delivery_proof p where p.kind = 'REGISTERED_MAIL' and p.letter_id = (
                            select l.id from letter l where l.notice_id = ? and l.kind <> 'REMINDER'
                            order by l.composed_at desc, l.number desc limit 1)
                        order by p.id desc limit 1
                        """)
                .param(notice)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    public List<Kept> of(UUID letter) {
        return sql.sql("select attempt_no, kind, words, happened_at, recorded_by from delivery_proof "
                        + "where letter_id = ? order by id")
                .param(letter)
                .query(Kept.class)
                .list();
    }
}
