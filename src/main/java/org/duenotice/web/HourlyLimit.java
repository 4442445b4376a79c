package org.duenotice.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;

/**
 * Keeps a public page usable under abuse, without riddles and without remembering anybody: how many came from where is counted for
 * the running hour, in memory, under a key that nobody can turn back into an address and that the next hour forgets.
 */
@RequiredArgsConstructor
public class HourlyLimit {

    /** How many an hour from one network address. */
    private final int perOrigin;
    /** How many an hour of everybody on this node. */
    private final int inTotal;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Integer> counts = new HashMap<>();
    private final byte[] salt = new byte[16];
    private long hour = Long.MIN_VALUE;
    private int all;

    /**
     * Does the work unless this hour has had enough: then nothing is done and nothing returned. What is refused for a slip is not
     * counted, so that nobody is shut out by typing.
     */
    public <T> Optional<T> within(String origin, Supplier<T> work) {
        var key = take(origin);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } catch (RuntimeException refused) {
            giveBack(key.get());
            throw refused;
        }
    }

    private synchronized Optional<String> take(String origin) {
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS).getEpochSecond();
        if (now != hour) {
            hour = now;
            all = 0;
            counts.clear();
            random.nextBytes(salt);
        }
        var key = key(origin);
        if (all >= inTotal || counts.getOrDefault(key, 0) >= perOrigin) {
            return Optional.empty();
        }
        all++;
        counts.merge(key, 1, Integer::sum);
        return Optional.of(key);
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
