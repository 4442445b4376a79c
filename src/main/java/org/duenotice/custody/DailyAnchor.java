package org.duenotice.custody;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Anchors every day, on the nodes that also work jobs; a second node's anchor of the same night covers what moved between. */
@Slf4j
@Component
@RequiredArgsConstructor
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class DailyAnchor {

    private final Anchors anchors;

    @Scheduled(cron = "${duenotice.custody.anchor-at}", zone = "UTC")
    void anchor() {
        var anchor = anchors.anchor();
        log.info("Anchor {} covers {} custody log(s)", anchor.no(), anchor.heads());
    }
}
