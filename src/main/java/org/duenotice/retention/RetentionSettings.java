package org.duenotice.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When records are disposed of.
 *
 * @param enabled off unless an installation says otherwise: people look at what falls due before anything goes
 * @param at every night, as a cron expression in UTC
 * @param batch the most records of a kind that go in one transaction
 */
@Validated
@ConfigurationProperties("duenotice.retention")
record RetentionSettings(boolean enabled, @NotBlank String at, @Min(1) @Max(100_000) int batch) {}
