package org.duenotice.recreation;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The availability probe.
 *
 * @param enabled off unless an installation says otherwise
 * @param pause between two looks of this node, at whatever address
 * @param timeout for connecting and for each part of the answer
 */
@Validated
@ConfigurationProperties("duenotice.probe")
record ProbeSettings(boolean enabled, @NotNull Duration pause, @NotNull Duration timeout) {}
