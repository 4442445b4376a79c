package org.duenotice.notice;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What letters are about that take a notice back, or give it back, for some of its targets only. */
@Component
@RequiredArgsConstructor
public class RestoringLetters {

    private final JdbcClient sql;

    /** The restoration a letter is written for, in which of its rounds, and the targets it names. */
    public record About(UUID restoration, int round, Collection<UUID> caseTargets) {}

    /** What the letter says of it. */
    record Told(String words, Set<UUID> caseTargets) {}

    private record Named(String number, String reasons) {}

    void save(UUID letter, About about) {
        sql.sql("insert into restoration_letter (letter_id, restoration_id, round) values (?, ?, ?)")
                .params(letter, about.restoration(), about.round())
                .update();
        sql.sql("insert into letter_target (letter_id, case_target_id) select ?, t.id from unnest(?) t(id)")
                .params(letter, about.caseTargets().toArray(UUID[]::new))
                .update();
    }

    /** The number and the reasons of the restoration, and its targets in this letter; empty for any other letter. */
    Optional<Told> told(UUID letter) {
        return sql.sql("select r.number, coalesce(o.reasons, r.reasons) as reasons from restoration_letter l "
                        + "join restoration r on r.id = l.restoration_id "
                        + "left join restoration_order o on o.restoration_id = r.id where l.letter_id = ?")
                .param(letter)
                .query(Named.class)
                .optional()
                .map(named -> new Told(
                        named.number() + ". " + named.reasons(),
                        sql.sql("select case_target_id from letter_target where letter_id = ?")
                                .param(letter)
                                .query(UUID.class)
                                .set()));
    }
}
