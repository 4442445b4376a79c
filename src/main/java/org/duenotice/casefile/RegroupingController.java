package org.duenotice.casefile;

import static org.duenotice.security.Groups.CASEWORKERS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Splitting and merging of cases by hand. */
@Tag(name = "Cases")
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RegroupingController {

    private final Regroupings regroupings;
    private final CurrentPerson person;

    /** @param targets their numbers in the case */
    record SplitRequest(@NotEmpty List<@NotNull Integer> targets, @NotBlank String reason) {}

    record MergeRequest(@NotBlank String into, @NotBlank String reason) {}

    /** The case in which the targets go on. */
    record RegroupedResponse(String caseNumber, CaseState state) {}

    @Operation(summary = "Move some targets of a case that is not approved yet to a new one")
    @PostMapping(path = "/{number}/splits", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RegroupedResponse> split(@PathVariable String number, @Valid @RequestBody SplitRequest request) {
        person.requireAny(CASEWORKERS);
        var opened = regroupings.split(number, request.targets(), request.reason(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/cases/" + opened.number()))
                .body(new RegroupedResponse(opened.number(), opened.state()));
    }

    @Operation(summary = "Move all targets of a case into another one of the same category and close it")
    @PostMapping(path = "/{number}/merges", consumes = MediaType.APPLICATION_JSON_VALUE)
    RegroupedResponse merge(@PathVariable String number, @Valid @RequestBody MergeRequest request) {
        person.requireAny(CASEWORKERS);
        var into = regroupings.merge(number, request.into(), request.reason(), person.id());
        return new RegroupedResponse(into.number(), into.state());
    }
}
