package org.duenotice.process;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** The engine settings that the starter has no property for. */
@Component
@RequiredArgsConstructor
class EngineSettings extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        // an error nobody catches must become an incident, never a silent end of the instance
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        // an outage of a neighbour is not over in three immediate tries
        engine.setFailedJobRetryTimeCycle("PT1M,PT10M,PT1H");
        engine.setHistoryTimeToLive("P180D");
        // work on a task, but never write its process variables
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
    }
}
