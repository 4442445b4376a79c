package org.duenotice.process.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.duenotice.DueNoticeTest;
import org.duenotice.problem.StartRefused;
import org.duenotice.security.Groups;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts again on the database of the tests, as a production system would; nothing of it stays. */
@DueNoticeTest
@Transactional
class AccessAtStartTest {

    @Autowired
    IdentityService identities;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    Rights rights;

    @Autowired
    DemoLogins demoLogins;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path secrets;

    @BeforeEach
    void nobodyActs() {
        identities.clearAuthentication();
    }

    @Test
    void productionRefusesToStartWithDemoLoginsAndNamesThem() {
        assertThatThrownBy(() -> start(new FirstAdministratorSettings(null, null)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("caseworker1")
                .hasMessageContaining("auditor1")
                .hasMessageContaining(DemoLogins.PLACEHOLDER_ADMINISTRATOR);
    }

    @Test
    void productionRefusesToStartWithoutAnAdministratorOrASecret() {
        removeEverybody();

        assertThatThrownBy(() -> start(new FirstAdministratorSettings(null, null)))
                .isInstanceOfSatisfying(StartRefused.class, refused -> assertThat(refused.getAction())
                        .contains("duenotice.first-administrator.id", "duenotice.first-administrator.password-file"));
    }

    @Test
    void theFirstAdministratorComesFromASecretOnce() throws IOException {
        removeEverybody();
        var secret = Files.writeString(secrets.resolve("password"), "correct horse battery\n");
        var settings = new FirstAdministratorSettings("root1", secret);

        start(settings);
        Files.delete(secret);
        start(settings);

        assertThat(identities.checkPassword("root1", "correct horse battery")).isTrue();
        assertThat(identities
                        .createUserQuery()
                        .memberOfGroup(Groups.ADMINISTRATORS)
                        .list())
                .extracting(User::getId)
                .containsExactly("root1");
    }

    @Test
    void aShortOrMissingSecretIsRefused() throws IOException {
        removeEverybody();
        var secret = Files.writeString(secrets.resolve("password"), "short\n");

        assertThatThrownBy(() -> start(new FirstAdministratorSettings("root1", secret)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("shorter");
        assertThatThrownBy(() -> start(new FirstAdministratorSettings("root1", secrets.resolve("none"))))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aSecondStartCreatesNothingAgain() {
        var before = authorizations.createAuthorizationQuery().count();

        rights.grantMissing();

        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(before);
        assertThat(identities.createGroupQuery().list())
                .extracting(org.camunda.bpm.engine.identity.Group::getId)
                .containsAll(Groups.ALL);
    }

    @Test
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void nodesThatStartAtTheSameMomentGrantEachRightOnce() {
        var before = authorizations.createAuthorizationQuery().count();
        authorizations
                .createAuthorizationQuery()
                .groupIdIn(Groups.ALL.toArray(String[]::new))
                .resourceType(Resources.GROUP)
                .resourceId(Authorization.ANY)
                .list()
                .forEach(right -> authorizations.deleteAuthorization(right.getId()));
        var ownMachine = new MockEnvironment().withProperty("duenotice.embedded-database", "true");

        IntStream.range(0, 4)
                .mapToObj(node ->
                        CompletableFuture.runAsync(() -> start(new FirstAdministratorSettings(null, null), ownMachine)))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(before);
    }

    private void start(FirstAdministratorSettings settings) {
        start(settings, new MockEnvironment());
    }

    private void start(FirstAdministratorSettings settings, MockEnvironment environment) {
        new AccessAtStart(rights, demoLogins, new Administrators(identities, settings), environment, transaction)
                .afterSingletonsInstantiated();
    }

    private void removeEverybody() {
        Consumer<User> remove = user -> identities.deleteUser(user.getId());
        identities.createUserQuery().list().forEach(remove);
    }
}
