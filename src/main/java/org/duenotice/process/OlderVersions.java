package org.duenotice.process;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/**
 * Brings what runs on an earlier version of a diagram to the one deployed last, where it stands, so that it can be told what only that
 * one waits for. What cannot be brought stays where it is and is logged.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class OlderVersions {

    private final EngineCalls calls;
    private final ProcessEngine engine;

    /** @return whether anything under the number was brought */
    public boolean bring(String process, String businessKey) {
        var latest = calls.withoutRights(() -> engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId());
        return calls
                .withoutRights(() -> engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .processInstanceBusinessKey(businessKey)
                        .list())
                .stream()
                .filter(instance -> !instance.getProcessDefinitionId().equals(latest))
                .map(instance -> calls.tried(() -> migrate(instance, latest), businessKey))
                .reduce(false, Boolean::logicalOr);
    }

    private void migrate(ProcessInstance instance, String latest) {
        calls.withoutRights(() -> {
            var plan = engine.getRuntimeService()
                    .createMigrationPlan(instance.getProcessDefinitionId(), latest)
                    .mapEqualActivities()
                    .build();
            engine.getRuntimeService()
                    .newMigration(plan)
                    .processInstanceIds(instance.getId())
                    .execute();
            return null;
        });
        log.info("{} goes on under the diagram deployed last", instance.getBusinessKey());
    }
}
