package org.duenotice.seal;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.problem.Problem;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Seals what an earlier version took in as ordinary cases of a category that is sealed now. */
@Slf4j
@Component
@RequiredArgsConstructor
class CasesBeforeTheSeal {

    private final JdbcClient sql;
    private final Sealing sealing;

    private record Unsealed(String number, String category) {}

    @EventListener(ApplicationReadyEvent.class)
    void seal() {
        sql.sql(
                        "select number, category from case_file where category in (select code from sealed_category) order by number")
                .query(Unsealed.class)
                .list()
                .forEach(this::seal);
    }

    /** Another copy that starts at the same moment may be faster. */
    private void seal(Unsealed found) {
        try {
            sealing.seal(
                    found.number(),
                    SealedCategory.valueOf(found.category()),
                    "Taken in before this material was sealed",
                    Timeline.SOFTWARE);
            log.info("Case {} sealed at start", found.number());
        } catch (Problem alreadySealed) {
            log.info("Case {} had been sealed by another copy", found.number(), alreadySealed);
        }
    }
}
