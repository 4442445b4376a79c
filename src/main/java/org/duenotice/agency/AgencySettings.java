package org.duenotice.agency;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The other system; without an endpoint notifications are handed over in Tasklist.
 *
 * @param endpoint where notifications are posted
 * @param categories of cases that it takes; none named means all
 * @param signingKeyFile our private key, PKCS#8 in PEM, on the curve P-256 (ES256) or RSA (RS256)
 * @param verificationKeyFile the other system's public key, X.509 in PEM
 * @param answerTimeout until its answer must be there
 * @param retryAfter before the second attempt; each further one waits twice as long, up to {@code longestPause}
 * @param mostAttempts after which a person settles it, in the beginning and after each time a person says to send it again
 */
@ConfigurationProperties("duenotice.agency")
record AgencySettings(
        URI endpoint,
        @DefaultValue List<String> categories,
        Path signingKeyFile,
        Path verificationKeyFile,
        @DefaultValue("PT20S") Duration answerTimeout,
        @DefaultValue("PT5M") Duration retryAfter,
        @DefaultValue("PT4H") Duration longestPause,
        @DefaultValue("10") int mostAttempts) {

    boolean takes(String category) {
        return endpoint != null && (categories.isEmpty() || categories.contains(category));
    }

    Duration pause(int attempt) {
        var pause = retryAfter.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 16));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
