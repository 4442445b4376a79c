package org.duenotice.process.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.IdentityService;
import org.duenotice.problem.StartRefused;
import org.duenotice.security.Groups;
import org.springframework.stereotype.Component;

/** Makes the first administrator, without whom the webapps show nothing but their set-up page. */
@Slf4j
@Component
@RequiredArgsConstructor
class Administrators {

    static final int SHORTEST_PASSWORD = 12;

    private final IdentityService identities;
    private final FirstAdministratorSettings first;

    boolean exist() {
        return identities.createUserQuery().memberOfGroup(Groups.ADMINISTRATORS).count() > 0;
    }

    boolean canBeMade() {
        return first.given();
    }

    void makeFromSecret() {
        make(first.id().strip(), password(first.passwordFile()));
        log.info("First administrator {} made from the secret {}", first.id(), first.passwordFile());
    }

    void makePlaceholder() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        make(DemoLogins.PLACEHOLDER_ADMINISTRATOR, Base64.getEncoder().encodeToString(secret));
    }

    private void make(String id, String password) {
        if (identities.createUserQuery().userId(id).count() > 0) {
            throw new StartRefused(
                    "The first administrator %s cannot be made: a person of that login exists and is no administrator."
                            .formatted(id),
                    "Set duenotice.first-administrator.id to a login of its own.");
        }
        var user = identities.newUser(id);
        user.setPassword(password);
        user.setFirstName("Administrator");
        user.setLastName(id);
        identities.saveUser(user);
        identities.createMembership(id, Groups.ADMINISTRATORS);
    }

    private static String password(Path file) {
        try {
            var password = Files.readString(file).strip();
            if (password.length() < SHORTEST_PASSWORD) {
                throw new StartRefused(
                        "The password of the first administrator in %s is shorter than %d characters."
                                .formatted(file, SHORTEST_PASSWORD),
                        "Write a longer password into that file.");
            }
            return password;
        } catch (IOException e) {
            throw new StartRefused(
                    "The password of the first administrator cannot be read from %s (%s)."
                            .formatted(file, e.getClass().getSimpleName()),
                    "Let duenotice.first-administrator.password-file name a readable text file.");
        }
    }
}
