package org.duenotice.database;

import java.util.Map;
import org.duenotice.problem.StartRefused;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Without a datasource the application runs on its embedded database and, unless {@code duenotice.demo=false}, in the
 * {@code demo} profile. With a datasource neither is possible, so that a production system cannot slip into the demo.
 */
class DemoWhenNoDatabaseIsConfigured implements EnvironmentPostProcessor, Ordered {

    private static final String SERVER = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var configured = StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource("embeddedDatabase", Map.of("duenotice.embedded-database", !configured)));
        if (configured) {
            refuseDemo(environment);
            return;
        }
        if (!ClassUtils.isPresent(SERVER, null)) {
            throw new StartRefused(
                    "No database is configured, and this build has none inside.",
                    "Set `spring.datasource.url`, `spring.flyway.url` and their users and passwords.");
        }
        if (environment.getProperty("duenotice.demo", Boolean.class, true)) {
            environment.addActiveProfile("demo");
        }
    }

    private static void refuseDemo(ConfigurableEnvironment environment) {
        if (environment.matchesProfiles("demo")) {
            throw new StartRefused(
                    "The demo profile is on, but a datasource is configured.",
                    "Remove the profile `demo` (SPRING_PROFILES_ACTIVE) or the setting `spring.datasource.url`.");
        }
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
