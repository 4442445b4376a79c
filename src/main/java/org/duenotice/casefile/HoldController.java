package org.duenotice.casefile;

import static org.duenotice.security.Groups.APPROVERS;
import static org.duenotice.security.Groups.CASEWORKERS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holding, going on and reopening. */
@Tag(name = "Cases")
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class HoldController {

    private final Holds holds;
    private final Reopenings reopenings;
    private final CurrentPerson person;

    record HoldRequest(@NotNull Holds.Ground ground, @NotBlank String reason) {}

    record ReasonRequest(@NotBlank String reason) {}

    record StateResponse(String caseNumber, CaseState state) {}

    @Operation(summary = "Put a case on hold for a hearing or an appeal: nothing is decided in it until it goes on")
    @PostMapping(path = "/{number}/holds", consumes = MediaType.APPLICATION_JSON_VALUE)
    StateResponse hold(@PathVariable String number, @Valid @RequestBody HoldRequest request) {
        person.requireAny(CASEWORKERS, APPROVERS);
        return response(holds.hold(number, request.ground(), request.reason(), person.id()));
    }

    @Operation(summary = "Let a case on hold go on where it stood")
    @PostMapping(path = "/{number}/resumptions", consumes = MediaType.APPLICATION_JSON_VALUE)
    StateResponse resume(@PathVariable String number, @Valid @RequestBody ReasonRequest request) {
        person.requireAny(CASEWORKERS, APPROVERS);
        return response(holds.resume(number, request.reason(), person.id()));
    }

    @Operation(
            summary =
                    "Take a closed case up again: what can be qualified anew begins at the qualification, measures in force stay")
    @PostMapping(path = "/{number}/reopenings", consumes = MediaType.APPLICATION_JSON_VALUE)
    StateResponse reopen(@PathVariable String number, @Valid @RequestBody ReasonRequest request) {
        person.requireAny(APPROVERS);
        return response(reopenings.reopen(number, request.reason(), person.id()));
    }

    private static StateResponse response(CaseFile caseFile) {
        return new StateResponse(caseFile.number(), caseFile.state());
    }
}
