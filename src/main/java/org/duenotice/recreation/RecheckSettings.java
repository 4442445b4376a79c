package org.duenotice.recreation;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How patiently closed cases are watched.
 *
 * @param intervals the pause before each look, growing; after the last one the watch ends
 */
@Validated
@ConfigurationProperties("duenotice.recheck")
record RecheckSettings(@NotNull List<Duration> intervals) {}
