package org.duenotice.target;

import java.util.Optional;

/** The ways in which one platform spells the addresses of its content. */
interface PlatformForms {

    String platform();

    /** The platform's own name for this host (mobile and mirror hosts have the same), or empty if it is not its host. */
    Optional<String> site(String host);

    /** What the address names, or empty if it is a page without a form of its own. */
    Optional<Found> read(WebAddress address);

    /** Whether a query parameter only says where a visitor came from. */
    default boolean tracks(String parameter) {
        return false;
    }
}
