package org.duenotice.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL inside the data folder: started with the application, stopped with it, kept between starts. */
final class EmbeddedDatabase implements AutoCloseable {

    static final String NAME = "duenotice";
    /** Owns every table and runs the migrations. */
    static final String OWNER = "duenotice_owner";
    /** Works on the tables without owning them, so that append-only tables are append-only. */
    static final String RUNTIME = "duenotice_app";

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static EmbeddedDatabase start(DataFolder folder) {
        var files = folder.path().resolve("postgres");
        var unfinished = folder.path().resolve("postgres-unfinished");
        try {
            LeftBehindServer.stop(files);
            if (Files.exists(unfinished)) {
                FileSystemUtils.deleteRecursively(files);
            }
            if (!Files.exists(files)) {
                Files.write(unfinished, new byte[0]);
            }
            var database = new EmbeddedDatabase(server(files));
            database.createRolesAndDatabase();
            Files.deleteIfExists(unfinished);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }

    private static EmbeddedPostgres server(Path files) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                // the builder means its servers to be thrown away and switches this off; ours keeps what people did
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
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
        }
    }

    private void createRolesAndDatabase() {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
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
            close();
            throw new IllegalStateException("The embedded database could not be prepared", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static boolean exists(JdbcClient sql, String query, String name) {
        return sql.sql(query).param(name).query(Integer.class).single() > 0;
    }
}
