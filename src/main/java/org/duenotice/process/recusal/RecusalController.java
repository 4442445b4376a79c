package org.duenotice.process.recusal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.TaskService;
import org.duenotice.problem.Problem;
import org.duenotice.process.EngineCalls;
import org.duenotice.security.CurrentPerson;
import org.duenotice.staffing.Recusal;
import org.duenotice.staffing.Recusals;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The head's decision over HTTP; it completes the task that waits, as in Tasklist. */
@Tag(name = "Who works on what")
@RestController
@RequiredArgsConstructor
class RecusalController {

    private final TaskService tasks;
    private final EngineCalls engine;
    private final Recusals recusals;
    private final CurrentPerson person;

    record DecisionRequest(@NotNull Recusal.Decision decision, @NotBlank @Size(max = 4000) String reasons) {}

    @Operation(summary = "Grant or reject a recusal as the head")
    @PostMapping(
            path = "/api/v1/recusals/{number}/decision",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Recusal decide(@PathVariable String number, @Valid @RequestBody DecisionRequest request) {
        person.requireAny(recusals.get(number).decides());
        var task = engine.task("decideRecusal", number).orElseThrow(() -> Problem.conflict("recusal.decided", number));
        if (task.getAssignee() == null) {
            tasks.claim(task.getId(), person.id());
        }
        tasks.complete(task.getId(), Map.of("decision", request.decision().name(), "reasons", request.reasons()));
        return recusals.get(number);
    }
}
