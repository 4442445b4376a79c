package org.duenotice.process;

import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.duenotice.priority.Priorities;
import org.duenotice.priority.Priority;

/**
 * Puts the number people speak behind the name of every task, so that lists in Tasklist and Cockpit say which case is meant, and
 * gives the tasks of a case the priority of the case.
 */
@RequiredArgsConstructor
class NumberedTasks extends AbstractBpmnParseListener {

    private static final Pattern CASE = Pattern.compile("DN-\\d{4}-\\d{6}");

    private final Priorities priorities;

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var behavior = (UserTaskActivityBehavior) activity.getActivityBehavior();
        behavior.getTaskDefinition().addTaskListener(TaskListener.EVENTNAME_CREATE, this::number);
    }

    private void number(DelegateTask task) {
        var number = task.getExecution().getProcessBusinessKey();
        task.setName(task.getName() + " · " + number);
        if (number != null && CASE.matcher(number).matches()) {
            priorities.last(number).map(Priority::score).ifPresent(task::setPriority);
        }
    }
}
