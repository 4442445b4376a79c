package org.duenotice.casefile;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who does not act in a case any more (Administrative Procedural and Process-Related Code, article 67). The database refuses their
 * acts whatever the code says; this says so in words, and before anything is tried.
 */
@Component
@RequiredArgsConstructor
public class Recused {

    private final JdbcClient sql;

    public boolean is(UUID caseId, String person) {
        return sql.sql("select is_recused(?, ?)")
                .params(caseId, person)
                .query(Boolean.class)
                .single();
    }

    /** Refuses somebody who was recused from the case. */
    public void refuse(UUID caseId, String person) {
        if (is(caseId, person)) {
            throw Problem.forbidden("case.recused", person);
        }
    }

    /** The case that a number people speak belongs to is asked about; of none, nobody is recused. */
    public void refuse(String number, String person) {
        var recused = sql.sql("select coalesce(is_recused(case_of(?), ?), false)")
                .params(number, person)
                .query(Boolean.class)
                .single();
        if (recused) {
            throw Problem.forbidden("case.recused", person);
        }
    }
}
