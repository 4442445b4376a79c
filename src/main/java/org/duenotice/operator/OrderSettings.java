package org.duenotice.operator;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How orders to operators are made and sent.
 *
 * @param batch the most targets in one order
 * @param retryAfter how long to wait before an unreachable mail server is tried again
 */
@Validated
@ConfigurationProperties("duenotice.order")
record OrderSettings(@Min(1) @Max(500) int batch, @NotNull Duration retryAfter) {}
