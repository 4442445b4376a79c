package org.duenotice.appeal;

import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.web.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists appeals, the newest first. */
@Component
@RequiredArgsConstructor
class AppealSearch {

    private final JdbcClient sql;

    /** {@code caseNumber} null while nobody knows it; {@code decisionDueAt} null once it is decided, or before the case is known. */
    record Line(
            String number,
            AppealState state,
            Appeals.Appellant appellant,
            String contested,
            String caseNumber,
            boolean confirmed,
            boolean late,
            Instant receivedAt,
            Instant decisionDueAt) {}

    /** Every condition is optional; what belongs to a sealed case is left out. */
    Page<Line> find(AppealState state, Boolean confirmed, String after, int limit) {
        var rows = sql.sql(
                        """
                        select a.number, a.state, a.appellant, a.contested, f.number as case_number,
                               k.appeal_id is not null as confirmed, a.late, a.received_at, d.due_at as decision_due_at
                        from appeal a left join case_file f on f.id = a.case_id left join appeal_confirmation k on k.appeal_id = a.id
                        left join lateral (select s.due_at from clock c join clock_state s on s.clock_id = c.id
                                           where c.subject = a.number || '/DECISION' and s.state in ('RUNNING', 'PAUSED', 'BREACHED')
                                           order by s.due_at desc limit 1) d on true
                        where (:state::text is null or a.state = :state) and (:after::text is null or a.number < :after)
                          and (:confirmed::boolean is null or (k.appeal_id is not null) = :confirmed) and
                        """
                                + CaseReaders.ordinary("a.case_id") + " order by a.number desc limit :limit")
                .param("state", state == null ? null : state.name())
                .param("confirmed", confirmed)
                .param("after", after)
                .param("limit", limit + 1)
                .query(Line.class)
                .list();
        return Page.of(rows, limit, Line::number);
    }
}
