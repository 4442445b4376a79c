package org.duenotice.process;

import java.time.Clock;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.duenotice.casefile.Recused;
import org.duenotice.problem.Problem;
import org.duenotice.staffing.TaskHandOvers;

/**
 * What holds for every task of every diagram: a recused person neither gets nor completes one of the case, and a deputy completes only
 * in the time of the absence, which the story of the case then says.
 */
@RequiredArgsConstructor
class PeopleOnTasks extends AbstractBpmnParseListener {

    private final Recused recused;
    private final TaskHandOvers handOvers;
    private final Clock clock;

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        definition.addTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this::given);
        definition.addTaskListener(TaskListener.EVENTNAME_COMPLETE, this::completed);
    }

    /** Somebody may complete the task at this very moment: then it is in the hand no more, and its process has gone on. */
    private void given(DelegateTask task) {
        if (task.getExecution() == null) {
            throw Problem.conflict("task.gone");
        }
        var number = task.getExecution().getProcessBusinessKey();
        if (task.getAssignee() != null && number != null) {
            recused.refuse(number, task.getAssignee());
        }
    }

    private void completed(DelegateTask task) {
        var number = task.getExecution().getProcessBusinessKey();
        if (number == null || task.getAssignee() == null) {
            return;
        }
        recused.refuse(number, task.getAssignee());
        handOvers
                .deputised(task.getId())
                .filter(held -> held.deputy().equals(task.getAssignee()))
                .ifPresent(held -> {
                    if (!held.endsAt().isAfter(clock.instant())) {
                        throw Problem.conflict("absence.over", held.person(), held.absence());
                    }
                    handOvers.doneFor(held, number);
                });
    }
}
