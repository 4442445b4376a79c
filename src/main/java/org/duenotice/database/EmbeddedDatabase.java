package org.duenotice.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.extern.slf4j.Slf4j;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL inside the data folder: started with the application, stopped with it, kept between starts. */
@Slf4j
final class EmbeddedDatabase implements AutoCloseable {

    static final String NAME = "duenotice";
    /** Owns every table and runs the migrations. */
    static final String OWNER = "duenotice_owner";
    /** Works on the tables without owning them, so that append-only tables are append-only. */
    static final String RUNTIME = "duenotice_app";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final DataFolder folder;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    static EmbeddedDatabase start(Path data) {
        var folder = DataFolder.claim(data.toAbsolutePath().normalize());
        try {
            var files = folder.path().resolve("postgres");
            leftBehind(files).ifPresent(EmbeddedDatabase::stop);
            var server = EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            var database = new EmbeddedDatabase(folder, server);
            database.createRolesAndDatabase();
            return database;
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), NAME);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            folder.close();
        }
    }

    /** The server runs detached from the copy that started it, so a killed copy leaves it running on our files. */
    private static Optional<ProcessHandle> leftBehind(Path files) throws IOException {
        var pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(EmbeddedDatabase::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private static void stop(ProcessHandle server) {
        log.info(
                "A database left behind by a killed copy is running (process {}): stopping and taking over",
                server.pid());
        try {
            interrupt(server);
            server.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DatabaseRefused(
                    "The database left behind by a killed copy (process %d) does not stop.".formatted(server.pid()),
                    "Stop that process and start again.");
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown; SIGTERM, all that {@link ProcessHandle} has, would wait for every client. */
    private static void interrupt(ProcessHandle server) throws InterruptedException {
        try {
            new ProcessBuilder(List.of("kill", "-INT", Long.toString(server.pid())))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            server.destroy();
        }
    }

    private void createRolesAndDatabase() {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            var sql = JdbcClient.create(
                    new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true));
            for (var role : List.of(OWNER, RUNTIME)) {
                if (!exists(sql, "select count(*) from pg_roles where rolname = ?", role)) {
                    sql.sql("create role %s login".formatted(role)).update();
                }
            }
            if (!exists(sql, "select count(*) from pg_database where datname = ?", NAME)) {
                sql.sql("create database %s owner %s encoding 'UTF8' template template0".formatted(NAME, OWNER))
                        .update();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded database could not be prepared", e);
        }
    }

    private static boolean exists(JdbcClient sql, String query, String name) {
        return sql.sql(query).param(name).query(Integer.class).single() > 0;
    }
}
