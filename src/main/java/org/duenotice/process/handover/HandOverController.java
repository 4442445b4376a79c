package org.duenotice.process.handover;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Handing over tasks over HTTP. */
@Tag(name = "Who works on what")
@RestController
@RequiredArgsConstructor
class HandOverController {

    private final HandOverOfTasks handOver;
    private final CurrentPerson person;

    /**
     * @param from whose tasks; the one who asks, when nobody is named
     * @param task only tasks of that kind, by its id in the diagram; all when absent
     */
    record HandOverRequest(String from, String task, @NotBlank String to, @NotBlank @Size(max = 4000) String reasons) {}

    record HandOverResponse(int tasks) {}

    @Operation(summary = "Hand the tasks you have in a case over to a colleague; managers those of others too")
    @PostMapping(
            path = "/api/v1/cases/{number}/hand-overs",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    HandOverResponse handOver(@PathVariable String number, @Valid @RequestBody HandOverRequest request) {
        return new HandOverResponse(handOver.handOver(
                number,
                request.task(),
                request.from() == null ? person.id() : request.from(),
                request.to(),
                request.reasons()));
    }
}
