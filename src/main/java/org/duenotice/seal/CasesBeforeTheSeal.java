package org.duenotice.seal;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.problem.Problem;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals what an earlier version took in as ordinary cases of a category that is sealed now: once the processes are deployed, and before
 * the port is open. What cannot be sealed is tried again at the next start; until then nobody reads it ({@code kept_sealed}).
 */
@Slf4j
@Component
@RequiredArgsConstructor
class CasesBeforeTheSeal implements SmartLifecycle {

    /** Long before the web server's. */
    private static final int PHASE = 0;

    private final JdbcClient sql;
    private final Sealing sealing;
    private volatile boolean running;

    private record Unsealed(String number, String category) {}

    @Override
    public void start() {
        running = true;
        sql.sql(
                        "select number, category from case_file where category in (select code from sealed_category) order by number")
                .query(Unsealed.class)
                .list()
                .forEach(this::seal);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Another copy that starts at the same moment may be faster; what fails for one case is nothing to the others. */
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
        } catch (RuntimeException failure) {
            log.error("Case {} could not be sealed; nobody reads it until it is", found.number(), failure);
        }
    }
}
