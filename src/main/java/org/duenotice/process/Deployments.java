package org.duenotice.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models, tables and forms at start under the same names from source and from the jar ({@code processes/x.bpmn}), and only
 * what has changed: running cases stay on the version they began with. Done before the port is open, so that whoever comes first
 * finds the processes there.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class Deployments implements SmartInitializingSingleton {

    private static final String[] PATTERNS = {
        "classpath*:processes/*.bpmn", "classpath*:processes/*.dmn", "classpath*:forms/*.form"
    };

    private final RepositoryService repository;

    @Override
    public void afterSingletonsInstantiated() {
        try {
            deploy();
        } catch (IOException e) {
            throw new UncheckedIOException("Models and forms cannot be read", e);
        }
    }

    private void deploy() throws IOException {
        var deployment = repository
                .createDeployment()
                .name("DueNotice")
                .source("duenotice")
                .enableDuplicateFiltering(true);
        var resources = new PathMatchingResourcePatternResolver();
        for (var pattern : PATTERNS) {
            var folder = pattern.substring(pattern.indexOf(':') + 1, pattern.indexOf('/'));
            for (var resource : resources.getResources(pattern)) {
                try (var content = resource.getInputStream()) {
                    deployment.addInputStream(folder + "/" + resource.getFilename(), content);
                }
            }
        }
        var deployed = deployment.deployWithResult();
        log.info(
                "Deployed {} changed definitions",
                deployed.getDeployedProcessDefinitions() == null
                        ? 0
                        : deployed.getDeployedProcessDefinitions().size());
    }
}
