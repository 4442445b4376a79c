package org.duenotice.platform;

import java.util.List;

/**
 * Where a platform is found and who represents it on a day.
 *
 * @param representative empty where none is known; {@code representativeCountry} is then empty too
 */
public record PlatformProfile(
        List<String> hosts,
        List<String> languages,
        String representative,
        String representativeAddress,
        String representativeCountry,
        boolean verified,
        String source) {

    /** Whether letters to the representative cross the border. */
    public boolean isAbroad() {
        return !representative.isEmpty() && !representativeCountry.equals("KZ");
    }
}
