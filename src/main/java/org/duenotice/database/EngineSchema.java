package org.duenotice.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/** The first migration: the engine's own schema, as shipped with the engine, run by the owner role. */
@Component
class EngineSchema implements JavaMigration {

    private static final List<ClassPathResource> SCRIPTS = List.of(
                    "engine",
                    "history",
                    "identity",
                    "case.engine",
                    "case.history",
                    "decision.engine",
                    "decision.history")
            .stream()
            .map("org/camunda/bpm/engine/db/create/activiti.postgres.create.%s.sql"::formatted)
            .map(ClassPathResource::new)
            .toList();

    private final String runtimeRole;

    EngineSchema(@Value("${spring.flyway.placeholders.runtime-role}") String runtimeRole) {
        this.runtimeRole = runtimeRole;
    }

    @Override
    public void migrate(Context context) throws Exception {
        var connection = context.getConnection();
        SCRIPTS.forEach(script -> ScriptUtils.executeSqlScript(connection, script));
        try (var statement = connection.createStatement()) {
            statement.execute("grant select, insert, update, delete on all tables in schema public to " + runtimeRole);
            statement.execute("revoke all on flyway_schema_history from " + runtimeRole);
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "engine schema";
    }

    /** Changes with the shipped scripts: an engine upgrade must come with a migration of its own. */
    @Override
    public Integer getChecksum() {
        var checksum = new CRC32();
        for (var script : SCRIPTS) {
            try {
                checksum.update(
                        script.getContentAsString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return (int) checksum.getValue();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
