package org.duenotice.seal;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every night, on the nodes that also work jobs. */
@Component
@RequiredArgsConstructor
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class NightlySealedContents {

    private final SealedContents contents;

    @Scheduled(cron = "${duenotice.evidence.recheck-at}", zone = "UTC")
    void dispose() {
        while (contents.disposeOfWhatWasLeft()) {
            // handful by handful, each its own transaction
        }
    }
}
