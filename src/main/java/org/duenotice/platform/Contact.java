package org.duenotice.platform;

/**
 * Whom to write to at a platform.
 *
 * @param position 1 is written to first, a higher one only after a person decided so
 * @param language of the letters: ru, kk or en
 */
public record Contact(
        String platformCode,
        int position,
        String name,
        String channel,
        String address,
        String language,
        boolean verified,
        String source) {}
