package org.duenotice.lostground;

import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour for what came to its last day, and soon for what waits for its proposal, on the nodes that also work jobs. */
@Slf4j
@Component
@RequiredArgsConstructor
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class FallenBasesWatch {

    private final FallenBases bases;
    private final CorrectedFalls corrections;

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void look() {
        var found = bases.look();
        if (found > 0) {
            log.warn("{} restriction(s) rest on what no longer stands", found);
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void propose() {
        corrections.releaseWaiting();
        var proposed = bases.proposeWaiting();
        if (proposed > 0) {
            log.info("{} restoration(s) proposed where the ground fell", proposed);
        }
    }
}
