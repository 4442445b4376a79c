package org.duenotice.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** What happens when a person completes a task: read the input, call one service, set the outcome a gateway reads. */
@FunctionalInterface
public interface Completion extends TaskListener {

    void complete(DelegateTask task, Input input, String person);

    @Override
    default void notify(DelegateTask task) {
        complete(task, Input.of(task), Person.actingIn(task));
    }

    /** The number people speak of the process that the task belongs to. */
    static String number(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
