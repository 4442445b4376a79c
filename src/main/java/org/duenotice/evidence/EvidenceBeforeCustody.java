package org.duenotice.evidence;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.OwnTransaction;
import org.duenotice.database.Turns;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Enters into the logs of custody what an earlier version kept without one, as it is found now. Which evidence that is was written
 * down when the logs came; nothing that appears later is taken over.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class EvidenceBeforeCustody {

    private static final int PART = 500;
    private static final String ACTOR = "duenotice";

    private final JdbcClient sql;
    private final CustodyLog custody;
    private final Turns turns;
    private final OwnTransaction own;

    /** In parts, one node at a time; what another node entered is not entered again. */
    @EventListener(ApplicationReadyEvent.class)
    void takeOver() {
        var after = new UUID(0, 0);
        List<Evidence> part;
        do {
            var from = after;
            part = own.run(() -> takeOver(from));
            after = part.isEmpty() ? after : part.get(part.size() - 1).id();
            if (!part.isEmpty()) {
                log.info("{} piece(s) of evidence entered into the logs of custody", part.size());
            }
        } while (part.size() == PART);
    }

    private List<Evidence> takeOver(UUID after) {
        turns.take("custody take-over");
        var part = sql.sql(
                        """
                        select e.* from evidence_before_custody b join evidence e on e.id = b.evidence_id
                        where b.evidence_id > ? and not exists (
                            select from custody_entry c where c.evidence_id = e.id and c.event = 'ACQUIRED')
                        order by b.evidence_id limit ?
                        """)
                .params(after, PART)
                .query(Evidence.class)
                .list();
        part.forEach(file -> custody.append(
                file.caseId(),
                CustodyEvent.ACQUIRED,
                file.id(),
                file.sha256(),
                ACTOR,
                Map.of("record", file.recordDigest(), "takenOver", "kept before there was a log")));
        return part;
    }
}
