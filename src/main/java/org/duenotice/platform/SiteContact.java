package org.duenotice.platform;

/**
 * Whoever answers for a site.
 *
 * @param language of the letters: ru, kk or en
 */
public record SiteContact(String host, String address, String language, boolean verified, String source) {}
