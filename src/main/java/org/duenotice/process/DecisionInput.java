package org.duenotice.process;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;

/** The inputs and the answer of a decision table. Inputs are transient: they are kept with the decision, not with the process. */
public final class DecisionInput {

    private DecisionInput() {}

    public static void set(DelegateExecution execution, String name, Object value) {
        execution.setVariable(name, Variables.untypedValue(value, true));
    }

    /** The answer of the table that was just evaluated. */
    public static DecisionAnswer answer(DelegateExecution execution) {
        return new DecisionAnswer(((DmnDecisionResult) execution.getVariable("decisionResult"))
                .getSingleResult()
                .getEntryMap());
    }
}
