package org.duenotice.process.identity;

import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.ProcessEngineException;
import org.duenotice.problem.StartRefused;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts groups, rights and first people in place before the first request is answered, and refuses to start a production
 * system, which is one with a configured database, that a demo login could enter or that nobody could administer.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class AccessAtStart implements SmartInitializingSingleton {

    /** Of two nodes that start at the same moment on an empty database one fails at its unique rows, and finds them then. */
    private static final int ATTEMPTS = 3;

    private final Rights rights;
    private final DemoLogins demoLogins;
    private final Administrators administrators;
    private final Environment environment;
    private final TransactionTemplate transaction;

    @Override
    public void afterSingletonsInstantiated() {
        for (var attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> prepare());
                return;
            } catch (ProcessEngineException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.info("People and rights are being put in place by another node, too: looking again");
            }
        }
    }

    private void prepare() {
        rights.grantMissing();
        if (environment.getProperty("duenotice.embedded-database", Boolean.class, false)) {
            prepareOwnMachine();
        } else {
            checkProduction();
        }
    }

    private void prepareOwnMachine() {
        if (environment.matchesProfiles("demo")) {
            demoLogins.make();
        }
        if (!administrators.exist()) {
            if (administrators.canBeMade()) {
                administrators.makeFromSecret();
            } else {
                administrators.makePlaceholder();
            }
        }
    }

    private void checkProduction() {
        refuse(demoLogins.present());
        if (administrators.exist()) {
            return;
        }
        if (!administrators.canBeMade()) {
            throw new StartRefused(
                    "There is no administrator, and no secret to make the first one from.",
                    "Set duenotice.first-administrator.id to a login and duenotice.first-administrator.password-file to a file"
                            + " with its password (%d characters or more)."
                                    .formatted(Administrators.SHORTEST_PASSWORD));
        }
        administrators.makeFromSecret();
    }

    private static void refuse(List<String> demoLogins) {
        if (!demoLogins.isEmpty()) {
            throw new StartRefused(
                    "Demo logins are in this production database: %s. Their passwords are public."
                            .formatted(String.join(", ", demoLogins)),
                    "Use a database that never was a demo, or remove these people from the table act_id_user and their"
                            + " memberships from act_id_membership.");
        }
    }
}
