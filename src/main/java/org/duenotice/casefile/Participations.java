package org.duenotice.casefile;

import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Separation of duties. What a person did in a decision is recorded by the tables of the decisions themselves, and the table of
 * participations refuses two duties that exclude one another, whatever the code says; this class says it in words before.
 */
@Component
@RequiredArgsConstructor
public class Participations {

    private final JdbcClient sql;
    private final Recused recused;

    /**
     * Records that the person acts for the side; whoever was recused, or whose duty there excludes that, is refused, see
     * {@code duty_exclusion}.
     */
    public void join(UUID caseId, String person, Side side) {
        recused.refuse(caseId, person);
        var sides = sql.sql("select distinct side from participation where case_id = ? and person = ?")
                .params(caseId, person)
                .query(Side.class)
                .list();
        if (sides.stream().anyMatch(other -> other != side)) {
            throw Problem.forbidden("case.other-side", person);
        }
        if (sides.isEmpty()) {
            sql.sql(
                            "insert into participation (case_id, person, side, role) values (?, ?, ?, ?) on conflict do nothing")
                    .params(caseId, person, side.name(), side.role())
                    .update();
        }
    }

    /** Whoever acted for a side in the one case has done so in the other too; a person on two sides is refused. */
    void copy(UUID from, UUID to) {
        sql.sql("select distinct person, side from participation where case_id = ? order by person, side")
                .param(from)
                .query((row, no) -> Map.entry(row.getString(1), Side.valueOf(row.getString(2))))
                .list()
                .forEach(one -> join(to, one.getKey(), one.getValue()));
    }
}
