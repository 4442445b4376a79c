package org.duenotice.notice;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
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
 * @param retryAfter how long to wait before a platform out of reach is tried again
 * @param publicAddress where the public reaches this installation, without a slash at the end; printed on letters
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
        Duration retryAfter,
        @NotNull URI publicAddress) {

    /** The sender's address with the notice's number behind a plus sign (RFC 5233), so that an answer finds its notice. */
    String replyTo(String noticeNumber) {
        return sender.replaceFirst("@", "+" + noticeNumber + "@");
    }

    String senderHost() {
        return sender.substring(sender.indexOf('@') + 1);
    }

    String checkAddress() {
        return publicAddress + "/check";
    }

    /** Where anybody appeals without a login. */
    String appealAddress() {
        return publicAddress + "/appeals";
    }

    String callbackAddress(String platformCode) {
        return publicAddress + "/api/v1/callbacks/" + platformCode;
    }
}
