package org.duenotice.process;

import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Brings notices that began under an earlier diagram to the one deployed last, where they stand: only that one waits for being taken
 * back. Each in a transaction of its own, at every start; what cannot be brought stays where it is and is tried at the next one.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class OlderVersions implements ApplicationRunner {

    private static final String NOTICE = "platform-notice";
    private static final int PAGE = 200;

    private final EngineCalls calls;
    private final ProcessEngine engine;

    @Override
    public void run(ApplicationArguments arguments) {
        var brought = bring();
        if (brought > 0) {
            log.info("{} notice(s) go on under the diagram deployed last", brought);
        }
    }

    /** @return how many were brought */
    int bring() {
        var all = calls.withoutRights(() -> engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(NOTICE)
                .orderByProcessDefinitionVersion()
                .desc()
                .list());
        return all.stream().skip(1).mapToInt(older -> bring(older, all.get(0))).sum();
    }

    private int bring(ProcessDefinition older, ProcessDefinition latest) {
        var brought = 0;
        var left = 0;
        for (var page = page(older, 0); !page.isEmpty(); page = page(older, left)) {
            for (var instance : page) {
                if (bring(instance, latest)) {
                    brought++;
                } else {
                    left++;
                }
            }
        }
        return brought;
    }

    private List<ProcessInstance> page(ProcessDefinition older, int from) {
        return calls.withoutRights(() -> engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionId(older.getId())
                .orderByProcessInstanceId()
                .asc()
                .listPage(from, PAGE));
    }

    private boolean bring(ProcessInstance instance, ProcessDefinition latest) {
        try {
            calls.withoutRights(() -> {
                var plan = engine.getRuntimeService()
                        .createMigrationPlan(instance.getProcessDefinitionId(), latest.getId())
                        .mapEqualActivities()
                        .build();
                engine.getRuntimeService()
                        .newMigration(plan)
                        .processInstanceIds(instance.getId())
                        .execute();
                return null;
            });
            return true;
        } catch (ProcessEngineException e) {
            log.warn("{} stays under the diagram it began with", instance.getBusinessKey(), e);
            return false;
        }
    }
}
