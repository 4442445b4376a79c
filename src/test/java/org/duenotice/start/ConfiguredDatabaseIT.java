package org.duenotice.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.duenotice.start.ApplicationProcess.Launch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A production start: database and secrets are configured, as the image is. */
@TestInstance(Lifecycle.PER_CLASS)
class ConfiguredDatabaseIT {

    private static final String OWNER_PASSWORD = "owner-of-the-test";
    private static final String RUNTIME_PASSWORD = "runtime-of-the-test";
    private static final String ADMINISTRATOR_PASSWORD = "administrator-of-the-test";

    @TempDir
    private static Path secrets;

    private EmbeddedPostgres server;

    @BeforeAll
    void aDatabaseServerRuns() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role duenotice_owner login password '%s'".formatted(OWNER_PASSWORD));
            statement.execute("create role duenotice_app login password '%s'".formatted(RUNTIME_PASSWORD));
            statement.execute("create database duenotice owner duenotice_owner");
        }
        Files.writeString(secrets.resolve("spring.datasource.password"), RUNTIME_PASSWORD);
        Files.writeString(secrets.resolve("spring.flyway.password"), OWNER_PASSWORD + "\n");
        Files.writeString(secrets.resolve("administrator-password"), ADMINISTRATOR_PASSWORD + "\n");
    }

    @AfterAll
    void theDatabaseServerStops() throws IOException {
        server.close();
    }

    @Test
    void theDemoIsOffAndTheFirstAdministratorComesFromASecret() {
        try (var production = production()
                .with(
                        "--duenotice.first-administrator.id=administrator",
                        "--duenotice.first-administrator.password-file=" + secrets.resolve("administrator-password"))
                .startAndAwaitReady()) {
            assertThat(production
                            .get("/engine-rest/engine", "administrator", ADMINISTRATOR_PASSWORD)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(production.get("/engine-rest/engine", "caseworker1").statusCode())
                    .isEqualTo(401);
            assertThat(makeFirstUserAsNobody(production)).isIn(401, 403, 404);
            assertThat(production.data().resolve("postgres")).doesNotExist();
            assertThat(rows("select count(*) from act_id_user")).isEqualTo(1);
            assertThat(rows("select count(*) from case_file")).isZero();
            assertThat(
                            rows(
                                    "select count(*) from pg_tables where schemaname = 'public' and tableowner <> 'duenotice_owner'"))
                    .isZero();
        }
    }

    @Test
    void theDemoProfileIsRefusedTogetherWithADatasource() {
        try (var refused = production().with("--spring.profiles.active=demo").start()) {
            assertThat(refused.awaitEnd(Duration.ofMinutes(1))).isNotZero();
            assertThat(refused.logLines("demo profile is on, but a datasource is configured"))
                    .hasSize(1);
            assertThat(refused.log()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void withoutAMailServerTheStartSaysWhichSettingIsMissing() {
        try (var refused = production().environment("SPRING_MAIL_HOST", "").start()) {
            assertThat(refused.awaitEnd(Duration.ofMinutes(2))).isNotZero();
            assertThat(refused.logLines("No mail server is configured")).hasSize(1);
            assertThat(refused.log()).doesNotContain("\tat ");
        }
    }

    @Test
    void nobodyWritesInTheDemoBodysName() {
        try (var refused =
                production().environment("DUENOTICE_NOTICE_AUTHORITYKK", "").start()) {
            assertThat(refused.awaitEnd(Duration.ofMinutes(2))).isNotZero();
            assertThat(refused.logLines("duenotice.notice.authorityKk")).isNotEmpty();
            assertThat(refused.log()).doesNotContain("\tat ");
        }
    }

    /** The webapps' own call for an installation without people. */
    private static int makeFirstUserAsNobody(ApplicationProcess production) {
        var user =
                """
                {"profile":{"id":"intruder","firstName":"In","lastName":"Truder","email":""},
                 "credentials":{"password":"intruder-of-the-test"}}""";
        return production
                .send(HttpRequest.newBuilder(production.uri("/camunda/api/admin/setup/default/user/create"))
                        .POST(HttpRequest.BodyPublishers.ofString(user))
                        .header("Content-Type", "application/json"))
                .statusCode();
    }

    private Launch production() {
        var url = "jdbc:postgresql://127.0.0.1:%d/duenotice".formatted(server.getPort());
        return ApplicationProcess.onNewData("production")
                .environment("SPRING_DATASOURCE_URL", url)
                .environment("SPRING_DATASOURCE_USERNAME", "duenotice_app")
                .environment("SPRING_FLYWAY_URL", url)
                .environment("SPRING_FLYWAY_USER", "duenotice_owner")
                .environment("SPRING_MAIL_HOST", "127.0.0.1")
                .environment("DUENOTICE_NOTICE_SENDER", "notices@body.example")
                .environment("DUENOTICE_NOTICE_AUTHORITYRU", "Орган")
                .environment("DUENOTICE_NOTICE_AUTHORITYKK", "Орган")
                .environment("DUENOTICE_NOTICE_AUTHORITYEN", "Body")
                .environment("SPRING_CONFIG_IMPORT", "optional:configtree:%s/".formatted(secrets));
    }

    private int rows(String query) {
        var owner = new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:%d/duenotice".formatted(server.getPort()),
                "duenotice_owner",
                OWNER_PASSWORD);
        return JdbcClient.create(owner).sql(query).query(Integer.class).single();
    }
}
