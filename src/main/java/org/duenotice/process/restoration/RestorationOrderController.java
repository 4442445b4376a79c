package org.duenotice.process.restoration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.process.EngineCalls;
import org.duenotice.restoration.Restorations;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An officer's word on a restoration that was proposed, over HTTP: the same task as in Tasklist is completed. */
@Tag(name = "Restorations")
@RestController
@RequestMapping(path = "/api/v1/restorations", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RestorationOrderController {

    private static final String TASK = "orderRestoration";

    private final EngineCalls engine;
    private final Restorations restorations;
    private final CurrentPerson person;

    record OrderRequest(@NotNull RestorationTasks.OrderChoice choice, @NotBlank @Size(max = 20_000) String reasons) {}

    @Operation(summary = "Order a restoration that was proposed, or keep the measure where its ground allows that")
    @PostMapping(path = "/{number}/order", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Transactional
    public ResponseEntity<Void> order(@PathVariable String number, @Valid @RequestBody OrderRequest request) {
        person.requireAny(Groups.AUTHORISED_BODY);
        var known = restorations.byNumber(number).number();
        var task = engine.task(TASK, known).orElseThrow(() -> Problem.conflict("restoration.decided", known));
        engine.complete(
                task, person.id(), Map.of("orderChoice", request.choice().name(), "reasons", request.reasons()));
        return ResponseEntity.noContent().build();
    }
}
