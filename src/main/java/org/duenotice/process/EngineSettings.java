package org.duenotice.process;

import java.time.Clock;
import java.util.ArrayList;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.duenotice.casefile.Recused;
import org.duenotice.priority.Priorities;
import org.duenotice.staffing.TaskHandOvers;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The engine settings that the starter has no property for. */
@Component
class EngineSettings extends AbstractProcessEnginePlugin {

    private final PeopleInput input;
    private final FormFacts facts;
    private final FormWording wording;
    private final Priorities priorities;
    private final Recused recused;
    private final TaskHandOvers handOvers;
    private final Clock clock;

    EngineSettings(
            @Lazy PeopleInput input,
            @Lazy FormFacts facts,
            @Lazy FormWording wording,
            @Lazy Priorities priorities,
            @Lazy Recused recused,
            @Lazy TaskHandOvers handOvers,
            Clock clock) {
        this.input = input;
        this.facts = facts;
        this.wording = wording;
        this.priorities = priorities;
        this.recused = recused;
        this.handOvers = handOvers;
        this.clock = clock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setTaskService(new PeopleTasks(input));
        engine.setFormService(new PeopleForms(input, facts, wording));
        addParseListener(engine, new NumberedTasks(priorities));
        addParseListener(engine, new PeopleOnTasks(recused, handOvers, clock));
        // an error nobody catches must become an incident, never a silent end of the instance
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        // an outage of a neighbour is not over in three immediate tries
        engine.setFailedJobRetryTimeCycle("PT1M,PT10M,PT1H");
        engine.setFailedJobCommandFactory(RetryAtOnce::new);
        engine.setHistoryTimeToLive("P180D");
        // what a person entered wrongly is the person's to mend, not an error of ours; failed jobs are logged all the
        // same
        engine.setEnableCmdExceptionLogging(false);
        // work on a task, but never write its process variables
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
    }

    /** The starter has listeners of its own in the same list. */
    private static void addParseListener(ProcessEngineConfigurationImpl engine, BpmnParseListener listener) {
        var listeners = new ArrayList<BpmnParseListener>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(listener);
        engine.setCustomPostBPMNParseListeners(listeners);
    }
}
