package org.duenotice.retention;

import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What went, when and by which rule; rows are only added. */
@Component
@RequiredArgsConstructor
class DisposalLog {

    private final JdbcClient sql;

    /** @param caseNumber null for records of no case */
    record Disposal(
            long id, String type, long ruleId, String source, String caseNumber, int records, Instant disposedAt) {}

    /** The latest first; {@code after} is the id that the page before ended with, or null. */
    List<Disposal> latest(Long after, int limit) {
        return sql.sql(
                        """
                        select d.id, d.type, d.rule_id, r.source, f.number as case_number, d.records, d.disposed_at
                        from retention_disposal d join retention_rule r on r.id = d.rule_id left join case_file f on f.id = d.case_id
                        where (:after::bigint is null or d.id < :after) order by d.id desc limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(Disposal.class)
                .list();
    }
}
