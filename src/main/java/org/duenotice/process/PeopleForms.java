package org.duenotice.process;

import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/**
 * The engine's form service. A form's facts are computed when it is opened, so that they are today's and are stored nowhere;
 * its wording follows the person's language; what is submitted travels as {@link PeopleInput} carries it.
 */
@RequiredArgsConstructor
class PeopleForms extends FormServiceImpl {

    private final PeopleInput input;
    private final FormFacts facts;
    private final FormWording wording;

    @Override
    public VariableMap getTaskFormVariables(String taskId, Collection<String> names, boolean deserialize) {
        super.getTaskFormVariables(taskId, Set.of(), false); // asks whether the person may see the task
        // variables of the process stay inside: one named like a field would fill it in without anybody choosing
        var shown = Variables.createVariables();
        facts.of(taskId).forEach((name, value) -> {
            if (names == null || names.contains(name)) {
                shown.putValueTyped(name, value);
            }
        });
        return shown;
    }

    @Override
    public VariableMap getTaskFormVariables(String taskId) {
        return getTaskFormVariables(taskId, null, true);
    }

    @Override
    public InputStream getDeployedTaskForm(String taskId) {
        return wording.translated(super.getDeployedTaskForm(taskId));
    }

    @Override
    public InputStream getDeployedStartForm(String processDefinitionId) {
        return wording.translated(super.getDeployedStartForm(processDefinitionId));
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> values) {
        input.complete(
                taskId,
                values,
                carried -> {
                    super.submitTaskForm(taskId, carried);
                    return null;
                },
                null);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, Map<String, Object> values, boolean deserialize) {
        return input.complete(
                taskId,
                values,
                carried -> super.submitTaskFormWithVariablesInReturn(taskId, carried, deserialize),
                Variables.createVariables());
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, Map<String, Object> values) {
        return input.telling(() -> super.submitStartForm(processDefinitionId, input.carry(values)));
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, String businessKey, Map<String, Object> values) {
        return submitStartForm(processDefinitionId, values); // the number is ours to give
    }
}
