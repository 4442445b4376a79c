package org.duenotice.custody;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Anchors every day and checks all anchors there are, on the nodes that also work jobs; a second node's anchor of the same night covers what moved between. */
@Slf4j
@Component
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class DailyAnchor {

    private final Anchors anchors;

    /** As the newest check of this node found it. */
    private volatile boolean broken;

    private volatile int unexported;

    DailyAnchor(Anchors anchors, MeterRegistry metrics) {
        this.anchors = anchors;
        Gauge.builder("duenotice.custody.anchors.broken", this, job -> job.broken ? 1 : 0)
                .description("1 when the newest check of all anchors found one that is not what was signed")
                .register(metrics);
        Gauge.builder("duenotice.custody.anchors.unexported", this, job -> job.unexported)
                .description("Anchors without a file outside the database after the newest try to write them")
                .register(metrics);
    }

    @Scheduled(cron = "${duenotice.custody.anchor-at}", zone = "UTC")
    void anchor() {
        var anchor = anchors.anchor();
        log.info("Anchor {} covers {} custody log(s)", anchor.no(), anchor.heads());
        unexported = anchors.exportMissing();
        var wrong = anchors.broken();
        broken = wrong.isPresent();
        wrong.ifPresent(one -> log.error("Anchor {}: {}, {}", one.anchor(), one.kind(), one.detail()));
    }
}
