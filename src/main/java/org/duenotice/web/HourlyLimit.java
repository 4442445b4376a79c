package org.duenotice.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;

/**
 * Keeps a public page usable under abuse, without riddles and without remembering anybody: how many came from where is counted for
 * the running hour, in memory, under a key that nobody can turn back into an address and that the next hour forgets.
 */
@RequiredArgsConstructor
public class HourlyLimit {

    /** With so many times the total, there is nobody left to keep the page open for. */
    private static final int FLOOD = 20;

    /** Of an IPv6 address: a household or a company has all that begin so. */
    private static final int NETWORK_BYTES = 8;

    /** Of somebody who has what it takes and typed something else wrong; work says so before it stores anything. */
    private static final Set<Problem.Kind> SLIPS = Set.of(Problem.Kind.INVALID, Problem.Kind.CONFLICT);

    /** How many an hour from one network address; of IPv6, from one network of 64 bits. */
    private final int perOrigin;
    /** How many an hour of everybody on this node; after that, one of each network address that had none yet. */
    private final int inTotal;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Integer> counts = new HashMap<>();
    private final byte[] salt = new byte[16];
    private long hour = Long.MIN_VALUE;
    private int all;

    /**
     * Does the work unless this hour has had enough: then nothing is done and nothing returned. What is refused for a slip is not
     * counted, so that nobody is shut out by typing; what names something that is not there may be a guess and is counted, as is what
     * failed, which may have left something behind.
     */
    public <T> Optional<T> within(String origin, Supplier<T> work) {
        var key = take(origin);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } catch (Problem refused) {
            if (SLIPS.contains(refused.getKind())) {
                giveBack(key.get());
            }
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
        var enough = all < inTotal ? perOrigin : all < inTotal * FLOOD ? 1 : 0;
        if (counts.getOrDefault(key, 0) >= enough) {
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
            return HexFormat.of().formatHex(digest.digest(network(origin)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] network(String origin) {
        // only of what is written as an address, so that no name is looked up
        if (origin.indexOf(':') >= 0) {
            try {
                var address = InetAddress.getByName(origin).getAddress();
                return address.length > Integer.BYTES ? Arrays.copyOf(address, NETWORK_BYTES) : address;
            } catch (UnknownHostException noAddress) {
                // counted as it is written
            }
        }
        return origin.getBytes(StandardCharsets.UTF_8);
    }
}
