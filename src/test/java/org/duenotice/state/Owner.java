package org.duenotice.state;

import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What only the owner of the tables could do, and the application cannot. */
public final class Owner {

    private Owner() {}

    public static JdbcClient sql(FlywayConnectionDetails owner) {
        return JdbcClient.create(
                new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()));
    }
}
