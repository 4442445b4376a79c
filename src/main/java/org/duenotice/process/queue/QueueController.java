package org.duenotice.process.queue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.duenotice.database.Turns;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.Refusal;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The queue: gives whoever asks the most urgent task that they may do and nobody has, and makes it theirs. Two people who ask at the
 * same moment get two tasks.
 */
@Slf4j
@Tag(name = "Queue")
@RestController
@RequiredArgsConstructor
class QueueController {

    private static final int LOOKED_AT = 50;
    private static final int ROUNDS = 5;

    private final TaskService tasks;
    private final EngineCalls engine;
    private final Turns turns;
    private final TransactionOperations transaction;
    private final CurrentPerson person;

    /** The kinds of task wanted, by the id in the diagram; all kinds when empty. */
    record NextRequest(@Size(max = 50) List<String> tasks) {}

    record NextResponse(String taskId, String task, String number, int priority, Instant dueAt) {}

    @Operation(summary = "Take the most urgent open task that you may do; no content when there is none")
    @PostMapping(path = "/api/v1/queue/next", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<NextResponse> next(@RequestBody(required = false) NextRequest request) {
        var query = tasks.createTaskQuery().taskUnassigned().taskCandidateGroupIn(List.copyOf(person.groups()));
        if (request != null && request.tasks() != null && !request.tasks().isEmpty()) {
            query.taskDefinitionKeyIn(request.tasks().toArray(String[]::new));
        }
        var urgent = query.orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc();
        return taken(urgent).map(task -> ResponseEntity.ok(response(task))).orElseGet(() -> ResponseEntity.noContent()
                .build());
    }

    /** Those that somebody else takes meanwhile leave the list, so a page may miss some; then it is looked through again. */
    private Optional<Task> taken(TaskQuery urgent) {
        for (var round = 0; round < ROUNDS; round++) {
            var all = urgent.count();
            for (var from = 0; from < all; from += LOOKED_AT) {
                var taken = urgent.listPage(from, LOOKED_AT).stream()
                        .filter(this::isTaken)
                        .findFirst();
                if (taken.isPresent()) {
                    return taken;
                }
            }
            if (urgent.count() == all) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * False when somebody is faster, or when this person may not do it, such as the one who took the step before. Who holds the lock of
     * a task is taking it, so that the others need not wait and go on to the next.
     */
    private boolean isTaken(Task task) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var free = turns.takeIfFree("queue " + task.getId()) && isUnassigned(task);
                if (free) {
                    tasks.claim(task.getId(), person.id());
                }
                return free;
            }));
        } catch (TaskAlreadyClaimedException | OptimisticLockingException | Refusal notThisOne) {
            log.debug("Task {} is not for {}", task.getId(), person.id(), notThisOne);
            return false;
        }
    }

    /** Asked again under the lock: the same person may be asking twice at once. */
    private boolean isUnassigned(Task task) {
        return tasks.createTaskQuery().taskId(task.getId()).taskUnassigned().count() == 1;
    }

    private NextResponse response(Task task) {
        return new NextResponse(
                task.getId(),
                task.getTaskDefinitionKey(),
                engine.businessKeys(Set.of(task.getProcessInstanceId())).get(task.getProcessInstanceId()),
                task.getPriority(),
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant).orElse(null));
    }
}
