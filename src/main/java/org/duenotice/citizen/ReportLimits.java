package org.duenotice.citizen;

import jakarta.validation.constraints.Positive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * Keeps the public report usable under abuse, without riddles and without remembering anybody: how many came from where is counted for
 * the running hour, in memory, under a key that nobody can turn back into an address and that the next hour forgets.
 */
@Component
@RequiredArgsConstructor
class ReportLimits {

    /**
     * @param perOrigin reports an hour from one network address
     * @param inTotal reports an hour of everybody on this node
     */
    @Validated
    @ConfigurationProperties("duenotice.citizen-report")
    record Settings(@Positive int perOrigin, @Positive int inTotal) {}

    private final Settings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Integer> counts = new HashMap<>();
    private final byte[] salt = new byte[16];
    private long hour = Long.MIN_VALUE;
    private int all;

    /**
     * Takes a report unless this hour has had enough. What is refused for a slip is not counted, so that nobody is shut out by typing.
     *
     * @throws Problem {@code citizen.too-many} when this hour has had enough
     */
    <T> T within(String origin, Supplier<T> report) {
        var key = take(origin);
        try {
            return report.get();
        } catch (RuntimeException refused) {
            giveBack(key);
            throw refused;
        }
    }

    private synchronized String take(String origin) {
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS).getEpochSecond();
        if (now != hour) {
            hour = now;
            all = 0;
            counts.clear();
            random.nextBytes(salt);
        }
        var key = key(origin);
        if (all >= settings.inTotal() || counts.getOrDefault(key, 0) >= settings.perOrigin()) {
            throw Problem.tooMany("citizen.too-many");
        }
        all++;
        counts.merge(key, 1, Integer::sum);
        return key;
    }

    /** What was taken in an hour that is over is forgotten already. */
    private synchronized void giveBack(String key) {
        if (counts.containsKey(key)) {
            all--;
            counts.merge(key, -1, Integer::sum);
        }
    }

    private String key(String origin) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(origin.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
