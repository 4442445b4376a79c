package org.duenotice.appeal;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whoever has judged the contested measure hears and decides no appeal against it (Administrative Procedural Code, art. 97(2)): by deciding
 * another appeal against it, or by letting it go on with an exception to its suspension, in this appeal or another. To admit an appeal is no
 * such judgement, for the suspension follows from the law. The table of participations refuses it as well.
 */
@Component
@RequiredArgsConstructor
public class Impartiality {

    private static final String DECIDER = "APPEAL_DECIDER";
    private static final String EXCEPTION = "APPEAL_EXCEPTION";

    private final JdbcClient sql;
    private final Appeals appeals;

    /** @throws Problem {@code appeal.judged-before} */
    public void require(String number, String person) {
        require(appeals.byNumber(number), person);
    }

    void require(Appeal appeal, String person) {
        refuse(appeal, person, DECIDER, EXCEPTION);
    }

    /** An exception is no matter for whoever decided an appeal against the measure; who excepted it before may do so again. */
    void requireForException(Appeal appeal, String person) {
        refuse(appeal, person, DECIDER);
    }

    private void refuse(Appeal appeal, String person, String... roles) {
        var judged = sql.sql(
                        """
                        select exists (select from participation p join appeal_contested c on c.case_target_id = p.decision
                                       where p.case_id = ? and p.person = ? and c.appeal_id = ? and p.role = any (?))
                        """)
                .params(appeal.caseId(), person, appeal.id(), roles)
                .query(Boolean.class)
                .single();
        if (judged) {
            throw Problem.forbidden("appeal.judged-before", appeal.number(), person);
        }
    }
}
