package org.duenotice.retention;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every night, once an installation has switched it on. */
@Component
@RequiredArgsConstructor
@ConditionalOnProperty(name = "duenotice.retention.enabled", havingValue = "true")
class NightlyRetention {

    private final Retention retention;

    @Scheduled(cron = "${duenotice.retention.at}", zone = "UTC")
    void dispose() {
        retention.run();
    }
}
