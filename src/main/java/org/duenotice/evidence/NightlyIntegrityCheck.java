package org.duenotice.evidence;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts a pass every night and works on whatever pass is under way, on the nodes that also work jobs. */
@Component
@RequiredArgsConstructor
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class NightlyIntegrityCheck {

    private final IntegrityChecks checks;

    @Scheduled(cron = "${duenotice.evidence.recheck-at}", zone = "UTC")
    void start() {
        checks.start("duenotice");
    }

    @Scheduled(fixedDelayString = "${duenotice.evidence.recheck-pause}")
    void goOn() {
        checks.part();
    }
}
