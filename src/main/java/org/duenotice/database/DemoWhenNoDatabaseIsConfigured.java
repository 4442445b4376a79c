package org.duenotice.database;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Without a datasource the application runs on its embedded database and, unless {@code duenotice.demo=false}, in the
 * {@code demo} profile. With a datasource neither is possible, so that a production system cannot slip into the demo.
 */
class DemoWhenNoDatabaseIsConfigured implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var configured = environment.containsProperty("spring.datasource.url");
        if (configured) {
            if (environment.matchesProfiles("demo")) {
                throw new DatabaseRefused(
                        "The demo profile is on, but a datasource is configured.",
                        "Remove the profile `demo` (SPRING_PROFILES_ACTIVE) or the setting `spring.datasource.url`.");
            }
            return;
        }
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("embeddedDatabase", Map.of("duenotice.embedded-database", "true")));
        if (environment.getProperty("duenotice.demo", Boolean.class, true)) {
            environment.addActiveProfile("demo");
        }
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
