package org.duenotice.target;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Page;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** New keys for old targets over HTTP: an administrator begins, a second look by an approver merges. */
@Tag(name = "Targets")
@RestController
@RequestMapping(path = "/api/v1/targets/rekeyings", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RekeyingController {

    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_RULES = 200_000;
    private static final int LONGEST_REASONS = 2_000;

    private final Rekeyings rekeyings;
    private final CurrentPerson person;
    private final Mapping mapping;

    record RekeyingRequest(@NotNull Boolean dryRun) {}

    record TrialRequest(@NotBlank @Size(max = LONGEST_RULES) String rules) {}

    record RekeyingResponse(
            UUID id,
            int version,
            UUID draft,
            boolean dryRun,
            Rekeying.State state,
            int total,
            int looked,
            int unchanged,
            int changed,
            int wouldMerge,
            int splits,
            int failed,
            String startedBy,
            Instant startedAt,
            Instant finishedAt) {}

    record FindingResponse(
            UUID targetId, Rekeying.Outcome outcome, String oldKey, String newKey, UUID otherId, String reason) {}

    record MergeRequest(@NotNull UUID targetId, @NotBlank @Size(max = LONGEST_REASONS) String reasons) {}

    record MergeResponse(UUID targetId, UUID mergedInto) {}

    @Mapper
    interface Mapping {

        @org.mapstruct.Mapping(
                target = "looked",
                expression =
                        "java(rekeying.unchanged() + rekeying.changed() + rekeying.wouldMerge() + rekeying.splits()"
                                + " + rekeying.failed())")
        RekeyingResponse response(Rekeying rekeying);

        FindingResponse finding(Rekeying.Finding finding);
    }

    @Operation(summary = "Give targets the keys of the newest rules, or find out with dryRun what would become of them")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RekeyingResponse> start(@Valid @RequestBody RekeyingRequest request) {
        person.requireAny(Groups.ADMINISTRATORS);
        var started = rekeyings.start(request.dryRun(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/targets/rekeyings/" + started.id()))
                .body(mapping.response(started));
    }

    @Operation(
            summary =
                    "Try rules of a platform on all targets before they are recorded: what would get another key, become one or split;"
                            + " nothing is changed")
    @PostMapping(path = "/trials", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RekeyingResponse> tryOut(@Valid @RequestBody TrialRequest request) {
        person.requireAny(Groups.ADMINISTRATORS);
        var started = rekeyings.tryOut(request.rules(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/targets/rekeyings/" + started.id()))
                .body(mapping.response(started));
    }

    @Operation(summary = "The newest 100 rekeyings")
    @GetMapping
    List<RekeyingResponse> newest() {
        return rekeyings.newest().stream().map(mapping::response).toList();
    }

    @Operation(summary = "One rekeying: how far it is and what it came to")
    @GetMapping("/{id}")
    RekeyingResponse detail(@PathVariable UUID id) {
        return mapping.response(rekeyings.get(id));
    }

    @Operation(
            summary =
                    "The targets whose key changes or cannot, by `outcome`; `next` of a page is `after` of the following one")
    @GetMapping("/{id}/findings")
    Page<FindingResponse> findings(
            @PathVariable UUID id,
            @RequestParam(required = false) Rekeying.Outcome outcome,
            @RequestParam(required = false) UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var found = rekeyings.findings(id, outcome, after, limit + 1);
        return Page.of(found, limit, finding -> finding.targetId().toString()).map(mapping::finding);
    }

    @Operation(summary = "Say that a target is the same thing as the one that has its new key; both keep their cases")
    @PostMapping(path = "/{id}/merges", consumes = MediaType.APPLICATION_JSON_VALUE)
    MergeResponse merge(@PathVariable UUID id, @Valid @RequestBody MergeRequest request) {
        person.requireAny(Groups.APPROVERS);
        var into = rekeyings.merge(id, request.targetId(), request.reasons().strip(), person.id());
        return new MergeResponse(request.targetId(), into);
    }
}
