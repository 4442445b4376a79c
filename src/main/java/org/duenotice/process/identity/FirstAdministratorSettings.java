package org.duenotice.process.identity;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who runs the installation at first.
 *
 * @param id           the login
 * @param passwordFile a file with the password and nothing else, as a container's secrets are mounted
 */
@ConfigurationProperties("duenotice.first-administrator")
record FirstAdministratorSettings(String id, Path passwordFile) {

    boolean given() {
        return id != null && !id.isBlank() && passwordFile != null;
    }
}
