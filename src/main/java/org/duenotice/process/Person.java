package org.duenotice.process;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.duenotice.problem.Problem;

/** Who acts in a task: the person logged in, else the one it is assigned to. A task without a person decides nothing. */
public final class Person {

    private Person() {}

    public static String actingIn(DelegateTask task) {
        var loggedIn = loggedIn(task.getProcessEngineServices().getIdentityService());
        var person = loggedIn == null ? task.getAssignee() : loggedIn;
        if (person == null) {
            throw Problem.forbidden("task.nobody", task.getName());
        }
        if (task.getAssignee() != null && !task.getAssignee().equals(person)) {
            throw Problem.conflict("task.assigned-to-another", task.getName(), task.getAssignee());
        }
        return person;
    }

    static String loggedIn(IdentityService identities) {
        var authentication = identities.getCurrentAuthentication();
        return authentication == null ? null : authentication.getUserId();
    }
}
