package org.duenotice.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The script of the simulated platforms: what each of them does follows from the seed and the addresses alone, so that one seed
 * gives the same sums in every run, whatever order notices come in.
 */
final class Play {

    /** With this seed 61 of the 329 demo addresses are removed, as in the news of 31 July 2018. */
    static final long ARTICLES_SEED = 329;

    private static final double REMOVED_IN_PART = 0.30;

    private final long seed;

    Play(long seed) {
        this.seed = seed;
    }

    /** A target as a notice names it. */
    record Asked(int no, String address) {}

    /** What the platform did; the ground only of a refusal. */
    record Done(String outcome, String ground) {}

    /** How the notice about these targets is treated, by its first address. */
    Behaviour behaviour(String platform, List<Asked> targets) {
        return Behaviour.at(share("behaviour", platform, targets.get(0).address()));
    }

    Map<Integer, Done> outcomes(Behaviour behaviour, List<Asked> targets) {
        var outcomes = new TreeMap<Integer, Done>();
        targets.forEach(target -> outcomes.put(target.no(), outcome(behaviour, target)));
        return outcomes;
    }

    private Done outcome(Behaviour behaviour, Asked target) {
        return switch (behaviour) {
            case COMPLIES -> new Done("REMOVED", null);
            case GEO_RESTRICTS -> new Done("GEO_RESTRICTED", null);
            case REFUSES -> new Done("REFUSED", ground(target));
            default ->
                share("item", target.address()) < REMOVED_IN_PART
                        ? new Done("REMOVED", null)
                        : new Done("NO_ACTION", null);
        };
    }

    private String ground(Asked target) {
        return List.of("PROCEDURE", "LAW", "POLICY").get((int) (share("ground", target.address()) * 3));
    }

    private double share(String... parts) {
        try {
            var text = seed + "|" + String.join("|", parts);
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            var bits = 0L;
            for (var i = 0; i < 6; i++) {
                bits = bits << 8 | digest[i] & 0xff;
            }
            return bits / (double) (1L << 48);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
