package org.duenotice.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;

/** What people do in the engine, the same on both sides: look for a task under a number, take it, complete it. */
@RequiredArgsConstructor
final class People {

    private static final Map<String, String> GROUP_OF = Map.of(
            "caseworker1", "caseworkers",
            "caseworker2", "caseworkers",
            "approver1", "approvers",
            "body-officer1", "authorised-body",
            "liaison1", "liaisons");

    private final IdentityService identities;
    private final RuntimeService runtime;
    private final TaskService tasks;

    /** Works as a person who has logged in; who belongs to which group is known from the login. */
    <T> T as(String person, Supplier<T> work) {
        identities.setAuthentication(person, List.of(GROUP_OF.get(person)));
        try {
            return work.get();
        } finally {
            identities.clearAuthentication();
        }
    }

    boolean complete(String person, String task, String number, Map<String, Object> input) {
        return as(person, () -> {
            var id = find(task, number);
            if (id == null) {
                return false;
            }
            tasks.claim(id, person);
            tasks.complete(id, input);
            return true;
        });
    }

    boolean sees(String person, String task, String number) {
        return as(person, () -> find(task, number) != null);
    }

    private String find(String task, String number) {
        var found = tasks.createTaskQuery()
                .taskDefinitionKey(task)
                .processInstanceBusinessKey(number)
                .singleResult();
        return found == null ? null : found.getId();
    }

    boolean isOver(String process, String number) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .processInstanceBusinessKey(number)
                        .count()
                == 0;
    }
}
