package org.duenotice.process;

import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.duenotice.casefile.Recused;
import org.duenotice.problem.Problem;
import org.duenotice.security.People;
import org.duenotice.security.Person;
import org.duenotice.staffing.TaskHandOvers;
import org.duenotice.staffing.TaskHandOvers.HandOver;
import org.duenotice.staffing.TaskHandOvers.Kind;
import org.springframework.stereotype.Component;

/** Moves tasks from hand to hand, and says who may take which. */
@Component
@RequiredArgsConstructor
public class Hands {

    private static final int MOST = 1_000;

    private final ProcessEngine engine;
    private final EngineCalls calls;
    private final TaskHandOvers handOvers;
    private final Recused recused;
    private final People people;

    /** A task in somebody's hands, with the number people speak of what it is about; {@code caseId} null for what is about no case. */
    public record Held(Task task, String person, String number, UUID caseId) {}

    /** Everything the person holds, the oldest first. */
    public List<Held> of(String person) {
        return calls.withoutRights(() -> held(engine.getTaskService()
                .createTaskQuery()
                .taskAssignee(person)
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MOST)));
    }

    /** What the person holds of that case. */
    public List<Held> of(String person, UUID caseId) {
        return of(person).stream().filter(held -> caseId.equals(held.caseId())).toList();
    }

    /** Those of the tasks that are still open and in the person's hands. */
    public List<Held> of(String person, Collection<String> taskIds) {
        if (taskIds.isEmpty()) {
            return List.of();
        }
        return calls.withoutRights(() -> held(engine.getTaskService()
                .createTaskQuery()
                .taskIdIn(taskIds.toArray(String[]::new))
                .taskAssignee(person)
                .list()));
    }

    private List<Held> held(List<Task> tasks) {
        var numbers = calls.businessKeys(
                tasks.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()));
        var cases = handOvers.casesOf(numbers.values());
        return tasks.stream()
                .filter(task -> numbers.get(task.getProcessInstanceId()) != null)
                .map(task -> new Held(
                        task,
                        task.getAssignee(),
                        numbers.get(task.getProcessInstanceId()),
                        cases.get(numbers.get(task.getProcessInstanceId()))))
                .toList();
    }

    /** True when the task is offered to a group of the person, who did not take the step before and is not recused from the case. */
    public boolean mayTake(Held held, String person) {
        return people.byId(person)
                .filter(known -> isOffered(held.task(), known))
                .filter(known -> held.caseId() == null || !recused.is(held.caseId(), person))
                .filter(known -> !isSecondStepOf(held.task(), person))
                .isPresent();
    }

    private boolean isOffered(Task task, Person person) {
        return whileOpen(() -> engine.getTaskService().getIdentityLinksForTask(task.getId())).stream()
                .map(IdentityLink::getGroupId)
                .anyMatch(group -> group != null && person.groups().contains(group));
    }

    private boolean isSecondStepOf(Task task, String person) {
        return task.getTaskDefinitionKey().startsWith("approve")
                && person.equals(
                        whileOpen(() -> engine.getTaskService().getVariable(task.getId(), FIRST_PERSON.name())));
    }

    /** Puts the task into the hands of {@code to}, or back to its group for null, and records that. */
    public void give(Held held, String to, Kind kind, String absence, String reasons, String by) {
        whileOpen(() -> {
            engine.getTaskService().setAssignee(held.task().getId(), to);
            return null;
        });
        handOvers.record(new HandOver(
                held.task().getId(),
                held.task().getTaskDefinitionKey(),
                held.number(),
                held.person(),
                to,
                kind,
                absence,
                reasons,
                by,
                null));
    }

    /** Somebody may complete the task at this very moment. */
    private <T> T whileOpen(Callable<T> step) {
        try {
            return calls.withoutRights(step);
        } catch (NullValueException | NotFoundException thereIsNoSuchTask) {
            throw Problem.conflict("task.gone");
        }
    }

    /** To the person where they may take it, else back to the group. */
    public void giveWherePossible(Held held, String to, Kind kind, String absence, String reasons, String by) {
        give(held, Optional.of(to).filter(one -> mayTake(held, one)).orElse(null), kind, absence, reasons, by);
    }
}
