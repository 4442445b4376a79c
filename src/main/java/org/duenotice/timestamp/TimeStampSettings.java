package org.duenotice.timestamp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The time-stamping authority; without an address nothing is time-stamped.
 *
 * @param url where requests are posted
 * @param policy object identifier of the policy to ask for; null leaves it to the authority
 * @param trustFile certificates of the roots that are trusted, PEM
 * @param timeout until its answer must be there
 * @param retryAfter before the second attempt; each further one waits twice as long, up to {@code longestPause}
 */
@ConfigurationProperties("duenotice.time-stamp")
public record TimeStampSettings(
        URI url, String policy, Path trustFile, Duration timeout, Duration retryAfter, Duration longestPause) {

    public TimeStampSettings {
        if (url != null && trustFile == null) {
            throw new IllegalArgumentException("duenotice.time-stamp.url needs duenotice.time-stamp.trust-file");
        }
    }

    public boolean on() {
        return url != null;
    }

    public Duration pause(int attempt) {
        var pause = retryAfter.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 16));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
