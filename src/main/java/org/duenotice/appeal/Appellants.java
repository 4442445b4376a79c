package org.duenotice.appeal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who appeals. It is read by the appeals office alone, to answer; that and why somebody looked is kept. */
@Component
@RequiredArgsConstructor
public class Appellants {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final Clock clock;

    /** {@code mail} null where the answer goes by letter. */
    public record Person(String name, String contact, String mail, String representative) {}

    @Transactional
    public Person look(String number, String reason, String person) {
        if (reason == null || reason.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var appeal = appeals.byNumber(number);
        sql.sql("insert into appellant_look (appeal_id, person, reason, looked_at) values (?, ?, ?, ?)")
                .params(appeal.id(), person, reason.strip(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return find(appeal).orElseThrow(() -> Problem.notFound("appeal.unknown", number));
    }

    private Optional<Person> find(Appeals.Appeal appeal) {
        return sql.sql("select name, contact, mail, representative from appellant where appeal_id = ?")
                .param(appeal.id())
                .query(Person.class)
                .optional();
    }
}
