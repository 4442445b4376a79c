package org.duenotice.target;

/**
 * What an address is, after all its ways of spelling are taken away.
 *
 * @param original the address exactly as it was entered
 * @param canonicalKey equal for two addresses of the same thing, ASCII, at most 1,024 characters
 * @param platform the code of the platform, such as TELEGRAM, or WEB
 * @param unresolved the same thing may have another key that only the network could tell (short links, names standing
 *     for numbers); the key is still stable
 * @param ruleVersion the version of the rules that made the key; keys of different versions are not comparable
 * @param address the one address that is written for the thing; it has the same key
 */
public record TargetIdentity(
        String original,
        String canonicalKey,
        TargetKind kind,
        String platform,
        boolean unresolved,
        int ruleVersion,
        String address) {}
