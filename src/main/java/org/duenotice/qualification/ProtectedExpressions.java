package org.duenotice.qualification;

import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ticks for press, political, religious, scientific and artistic expression: anyone sets one, only the lawyer takes it back. */
@Component
@RequiredArgsConstructor
public class ProtectedExpressions {

    private final JdbcClient sql;
    private final Timeline timeline;

    private record Tick(ProtectedKind kind, boolean ticked) {}

    @Transactional
    public void tick(UUID caseId, ProtectedKind kind, String person) {
        if (ticked(caseId).isPresent()) {
            return;
        }
        insert(caseId, kind, true, person, "");
        timeline.record(caseId, "PROTECTED_EXPRESSION_TICKED", person, kind.name(), "");
    }

    void takeBack(UUID caseId, String person, String reasons) {
        ticked(caseId).ifPresent(kind -> insert(caseId, kind, false, person, reasons));
    }

    private void insert(UUID caseId, ProtectedKind kind, boolean ticked, String person, String reasons) {
        sql.sql("insert into protected_expression (case_id, kind, ticked, person, reasons) values (?, ?, ?, ?, ?)")
                .params(caseId, kind.name(), ticked, person, reasons)
                .update();
    }

    /** The kind ticked, when the last word on this case is a tick. */
    public Optional<ProtectedKind> ticked(UUID caseId) {
        return sql.sql("select kind, ticked from protected_expression where case_id = ? order by id desc limit 1")
                .param(caseId)
                .query(Tick.class)
                .optional()
                .filter(Tick::ticked)
                .map(Tick::kind);
    }
}
