package org.duenotice.target;

import java.util.Optional;

/** The general web: every host, no form of its own. */
final class WebForms implements PlatformForms {

    @Override
    public String platform() {
        return "WEB";
    }

    @Override
    public Optional<String> site(String host) {
        return Optional.of(host);
    }

    @Override
    public Optional<Found> read(WebAddress address) {
        return Optional.empty();
    }
}
