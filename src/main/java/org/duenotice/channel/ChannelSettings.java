package org.duenotice.channel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How platforms are reached.
 *
 * @param api the programming interfaces by the code of the platform, in any case of letters
 * @param connectTimeout until a connection must stand
 * @param answerTimeout until an answer must be there to its last byte
 * @param failuresUntilClosed so many failures in a row close the way to a platform
 * @param firstPause how long a way is closed first; each further failure doubles it
 * @param longestPause the end of the doubling
 */
@Validated
@ConfigurationProperties("duenotice.channel")
record ChannelSettings(
        Map<String, @Valid Endpoint> api,
        @NotNull Duration connectTimeout,
        @NotNull Duration answerTimeout,
        @Positive int failuresUntilClosed,
        @NotNull Duration firstPause,
        @NotNull Duration longestPause) {

    /**
     * A content reporting system.
     *
     * @param clientSecretFile holds the secret of our login there
     * @param callbackSecretFile holds the secret that signs its calls to us; null where it makes none
     */
    record Endpoint(
            @NotNull URI baseUrl, @NotBlank String clientId, @NotNull Path clientSecretFile, Path callbackSecretFile) {}

    Optional<Endpoint> endpoint(String platformCode) {
        if (api == null) {
            return Optional.empty();
        }
        return api.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(platformCode))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    Duration pause(int failures) {
        var doublings = Math.min(Math.max(failures - failuresUntilClosed, 0), 20);
        var pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
