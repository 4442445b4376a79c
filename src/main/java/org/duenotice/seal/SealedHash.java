package org.duenotice.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.duenotice.problem.Problem;

/** A fingerprint of a file that nobody here has: the name of its algorithm, such as SHA-256 or PDQ, and its value. */
public record SealedHash(String algorithm, String value) {

    /** @throws Problem {@code sealed.hash} when it cannot be one */
    public SealedHash {
        if (algorithm == null
                || value == null
                || !algorithm.matches("[A-Z0-9-]{2,20}")
                || !value.matches("[0-9A-Za-z+/=]{8,1000}")
                || algorithm.equals("SHA-256") && !value.matches("[0-9A-Fa-f]{64}")) {
            throw Problem.invalid("sealed.hash");
        }
    }

    /** That of words that are not kept. */
    public static SealedHash of(String words) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return new SealedHash("SHA-256", HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
