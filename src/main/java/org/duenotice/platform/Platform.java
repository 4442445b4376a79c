package org.duenotice.platform;

/**
 * A service that carries content, or the general web.
 *
 * @param underLaw whether article 9 of the law on online platforms binds its owner: over 100,000 users a day, a
 *     legal representative
 * @param verified whether someone confirmed this with the authorised body's register
 */
public record Platform(String code, String name, boolean underLaw, boolean verified, String source) {}
