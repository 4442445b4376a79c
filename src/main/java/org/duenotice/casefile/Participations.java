package org.duenotice.casefile;

import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Separation of duties: the table's key allows a person one side per case, whatever the code says. */
@Component
@RequiredArgsConstructor
public class Participations {

    private final JdbcClient sql;
    private final Recused recused;

    /** Records that the person acts for the side; a person who acted for another side of this case, or was recused from it, is refused. */
    public void join(UUID caseId, String person, Side side) {
        recused.refuse(caseId, person);
        sql.sql(
                        "insert into participation (case_id, person, side) values (?, ?, ?) on conflict (case_id, person) do nothing")
                .params(caseId, person, side.name())
                .update();
        var recorded = sql.sql("select side from participation where case_id = ? and person = ?")
                .params(caseId, person)
                .query(Side.class)
                .single();
        if (recorded != side) {
            throw Problem.forbidden("case.other-side", person);
        }
    }

    /** Whoever acted for a side in the one case has done so in the other too; a person on two sides is refused. */
    void copy(UUID from, UUID to) {
        sql.sql("select person, side from participation where case_id = ? order by person")
                .param(from)
                .query((row, no) -> Map.entry(row.getString(1), Side.valueOf(row.getString(2))))
                .list()
                .forEach(one -> join(to, one.getKey(), one.getValue()));
    }
}
