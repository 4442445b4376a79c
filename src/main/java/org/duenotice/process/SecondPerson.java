package org.duenotice.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** Four eyes in the engine itself: the person who acted before cannot take, be given or complete the second person's task. */
@Component("secondPerson")
public class SecondPerson implements TaskListener {

    /** Who took the first step; set by the task before. */
    public static final ProcessVariable<String> FIRST_PERSON = ProcessVariable.text("firstPerson");

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            refuseFirst(task, task.getAssignee());
        }
    }

    /** Refuses the first person. */
    public static void refuseFirst(DelegateTask task, String person) {
        if (person.equals(FIRST_PERSON.in(task))) {
            throw Problem.forbidden("task.four-eyes", task.getName(), person);
        }
    }
}
