package org.duenotice.process.mirror;

import static org.duenotice.security.Groups.APPROVERS;
import static org.duenotice.security.Groups.CASEWORKERS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.process.EngineCalls;
import org.duenotice.recreation.Mirror;
import org.duenotice.recreation.Mirrors;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second person's word on a copy over HTTP; it completes the task that waits, as in Tasklist. */
@Tag(name = "Cases")
@RestController
@RequestMapping(path = "/api/v1/mirrors", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class MirrorDecisionController {

    private final EngineCalls engine;
    private final Mirrors mirrors;
    private final CurrentPerson person;

    record DecisionRequest(@NotNull MirrorTasks.Word decision, String remarks) {}

    @Operation(summary = "Confirm or reject, as a second person, that a target is a copy")
    @PostMapping(path = "/{id}/decision", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mirror decide(@PathVariable UUID id, @Valid @RequestBody DecisionRequest request) {
        person.requireAny(CASEWORKERS, APPROVERS);
        var proposed = mirrors.get(id);
        if (proposed.proposedBy().equals(person.id())) {
            throw Problem.forbidden("mirror.four-eyes", person.id());
        }
        var waiting = engine.task(MirrorProcess.DECIDE, proposed.number());
        if (waiting.isEmpty()) { // decided already, or proposed before there was a task for it
            return mirrors.decide(id, request.decision() == MirrorTasks.Word.CONFIRM, request.remarks(), person.id());
        }
        var input = new HashMap<String, Object>();
        input.put("decision", request.decision().name());
        input.put("remarks", request.remarks());
        engine.complete(waiting.get(), person.id(), input);
        return mirrors.get(id);
    }
}
