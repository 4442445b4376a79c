package org.duenotice.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells operators and managers which ways to platforms are closed. A platform that is down is no reason to restart us: it stays UP. */
@Component("platformChannels")
class WaysHealth implements HealthIndicator {

    private final Ways ways;
    private final MultiGauge closed;

    WaysHealth(Ways ways, MeterRegistry metrics) {
        this.ways = ways;
        this.closed = MultiGauge.builder("duenotice.channel.closed")
                .description("Ways to platforms that are closed after failures in a row")
                .register(metrics);
    }

    @Override
    public Health health() {
        var details = new LinkedHashMap<String, Object>();
        ways.closed()
                .forEach(way -> details.put(
                        way.addressee() + " " + way.channel(),
                        "closed until %s after %d failures".formatted(way.openUntil(), way.failures())));
        return Health.up().withDetail("closed", details).build();
    }

    @Scheduled(fixedDelayString = "PT15S")
    void measure() {
        closed.register(
                ways.closed().stream()
                        .map(way -> MultiGauge.Row.of(
                                Tags.of(
                                        "addressee",
                                        way.addressee(),
                                        "channel",
                                        way.channel().name()),
                                way.failures()))
                        .toList(),
                true);
    }
}
