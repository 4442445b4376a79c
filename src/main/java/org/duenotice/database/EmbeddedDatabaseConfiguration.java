package org.duenotice.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the application as the runtime role and the migrations as the owner. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("duenotice.embedded-database")
class EmbeddedDatabaseConfiguration {

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(DataFolder folder) {
        return EmbeddedDatabase.start(folder);
    }

    @Bean
    JdbcConnectionDetails runtimeConnection(EmbeddedDatabase database) {
        return new RuntimeConnection(database.url());
    }

    @Bean
    FlywayConnectionDetails ownerConnection(EmbeddedDatabase database) {
        return new OwnerConnection(database.url());
    }

    /** No passwords: the embedded server listens on this machine only and trusts it. */
    private record RuntimeConnection(String getJdbcUrl) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return EmbeddedDatabase.RUNTIME;
        }

        @Override
        public String getPassword() {
            return "";
        }
    }

    private record OwnerConnection(String getJdbcUrl) implements FlywayConnectionDetails {

        @Override
        public String getUsername() {
            return EmbeddedDatabase.OWNER;
        }

        @Override
        public String getPassword() {
            return "";
        }
    }
}
