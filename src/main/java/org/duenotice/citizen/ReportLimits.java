package org.duenotice.citizen;

import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.util.function.Supplier;
import org.duenotice.problem.Problem;
import org.duenotice.web.HourlyLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/** Keeps the public report usable under abuse. */
@Component
class ReportLimits {

    /**
     * @param perOrigin reports an hour from one network address
     * @param inTotal reports an hour of everybody on this node
     */
    @Validated
    @ConfigurationProperties("duenotice.citizen-report")
    record Settings(@Positive int perOrigin, @Positive int inTotal) {}

    private final HourlyLimit limit;

    ReportLimits(Settings settings, Clock clock) {
        this.limit = new HourlyLimit(settings.perOrigin(), settings.inTotal(), clock);
    }

    /**
     * Takes a report unless this hour has had enough.
     *
     * @throws Problem {@code citizen.too-many} when this hour has had enough
     */
    <T> T within(String origin, Supplier<T> report) {
        return limit.within(origin, report).orElseThrow(() -> Problem.tooMany("citizen.too-many"));
    }
}
