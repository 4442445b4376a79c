package org.duenotice.notice;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who writes and how patiently.
 *
 * @param sender the address letters come from, and answers go to
 * @param reminderShare the share of the term after which the platform is reminded
 * @param warningShare the share of the term after which the manager is warned that it runs out
 * @param breachesEvery how often terms that ran out are marked
 * @param retryAfter how long to wait before an unreachable mail server is tried again
 */
@Validated
@ConfigurationProperties("duenotice.notice")
record NoticeSettings(
        @NotBlank String authorityRu,
        @NotBlank String authorityKk,
        @NotBlank String authorityEn,
        @NotBlank @Email String sender,
        @DecimalMin("0.1") @DecimalMax("0.95") double reminderShare,
        @DecimalMin("0.1") @DecimalMax("0.99") double warningShare,
        @NotNull Duration breachesEvery,
        Duration retryAfter) {}
