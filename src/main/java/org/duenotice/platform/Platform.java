package org.duenotice.platform;

import java.util.List;
import java.util.UUID;

/**
 * A service that carries content, or the general web, as it is called and represented on a day. Which addresses are its own is told
 * by the rules of target identity.
 *
 * @param underLaw whether article 9 of the law on online platforms binds its owner: over 100,000 users a day, a
 *     legal representative
 * @param languages in which letters may be written to it
 * @param representative empty where none is known; {@code representativeCountry} is then empty too
 * @param verified whether someone confirmed this with the authorised body's register
 * @param version the row of the register that says so
 */
public record Platform(
        String code,
        String name,
        boolean underLaw,
        List<String> languages,
        String representative,
        String representativeAddress,
        String representativeCountry,
        boolean verified,
        String source,
        UUID version) {

    /** Whether letters to the representative cross the border. */
    public boolean isAbroad() {
        return !representative.isEmpty() && !representativeCountry.equals("KZ");
    }
}
