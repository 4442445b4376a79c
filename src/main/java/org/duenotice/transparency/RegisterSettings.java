package org.duenotice.transparency;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the register is published.
 *
 * @param authority who publishes it, in English
 * @param publicAddress where the public reaches this installation, without a slash at the end
 * @param appealAddress where an appeal can be filed online, a path or a whole address; empty if nowhere
 * @param dataEvery how often is looked whether the files of the day are there
 */
@Validated
@ConfigurationProperties("duenotice.register")
record RegisterSettings(
        @NotBlank String authority,
        @NotNull URI publicAddress,
        @NotNull String appealAddress,
        @NotNull Duration dataEvery) {

    String page(String entryNumber) {
        return publicAddress + "/register/" + entryNumber;
    }

    /** Where an appeal is filed, in that language, with the number of the entry filled in where that is our own page. */
    String appeal(String language, String entryNumber) {
        if (!appealAddress.startsWith("/")) {
            return appealAddress;
        }
        return appealAddress + "?lang=" + language + (entryNumber.isEmpty() ? "" : "&contested=" + entryNumber);
    }

    String schema(String name) {
        return publicAddress + "/register/data/" + name;
    }
}
