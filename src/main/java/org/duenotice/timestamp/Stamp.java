package org.duenotice.timestamp;

import java.time.Instant;

/**
 * What a checked token says.
 *
 * @param token as it came, DER
 * @param stampedAt the authority's time ({@code genTime})
 * @param serial of the token at the authority
 * @param policy object identifier
 * @param signer the subject of the certificate that signed
 */
public record Stamp(byte[] token, Instant stampedAt, String serial, String policy, String signer) {}
