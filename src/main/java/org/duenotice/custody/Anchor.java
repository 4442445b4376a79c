package org.duenotice.custody;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * A signed statement of how long logs were and how they ended, for all that had moved since the anchor before.
 *
 * @param heads how many logs it covers
 * @param headsDigest SHA-256 of their lines {@code case length hash}, in the order of their ids
 * @param signature of the canonical line, Base64 of DER
 */
public record Anchor(
        long no,
        Instant anchoredAt,
        long heads,
        String headsDigest,
        String keyId,
        String previousHash,
        String hash,
        String signature) {

    static Anchor open(long no, Instant at, long heads, String headsDigest, String keyId, String previousHash) {
        return new Anchor(no, at, heads, headsDigest, keyId, previousHash, "", "");
    }

    Anchor signed(AnchorKeys keys) {
        var signature = java.util.Base64.getEncoder().encodeToString(keys.sign(bytes()));
        return new Anchor(no, anchoredAt, heads, headsDigest, keyId, previousHash, computedHash(), signature);
    }

    /** What is hashed and signed, one line. */
    public String canonical() {
        return String.join(
                " ",
                "anchor",
                Long.toString(no),
                DateTimeFormatter.ISO_INSTANT.format(anchoredAt),
                Long.toString(heads),
                headsDigest,
                keyId,
                previousHash);
    }

    byte[] bytes() {
        return canonical().getBytes(StandardCharsets.US_ASCII);
    }

    String computedHash() {
        return Digests.sha256(bytes());
    }
}
