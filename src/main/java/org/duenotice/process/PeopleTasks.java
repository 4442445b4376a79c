package org.duenotice.process;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** The engine's task service, with people's input as {@link PeopleInput} carries it, whichever way a task is completed. */
@RequiredArgsConstructor
class PeopleTasks extends TaskServiceImpl {

    private final PeopleInput input;

    @Override
    public void complete(String taskId) {
        complete(taskId, Map.of());
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        input.complete(
                taskId,
                variables,
                carried -> {
                    super.complete(taskId, carried);
                    return null;
                },
                null);
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserialize) {
        return input.complete(
                taskId,
                variables,
                carried -> super.completeWithVariablesInReturn(taskId, carried, deserialize),
                Variables.createVariables());
    }

    @Override
    public void resolveTask(String taskId, Map<String, Object> variables) {
        input.telling(() -> super.resolveTask(taskId, input.carry(variables)));
    }

    @Override
    public void claim(String taskId, String person) {
        input.telling(() -> super.claim(taskId, person));
    }

    @Override
    public void setAssignee(String taskId, String person) {
        input.telling(() -> super.setAssignee(taskId, person));
    }

    @Override
    public void delegateTask(String taskId, String person) {
        input.telling(() -> super.delegateTask(taskId, person));
    }
}
