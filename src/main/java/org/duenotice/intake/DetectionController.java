package org.duenotice.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Page;
import org.mapstruct.Mapper;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Detections over HTTP: reporting, and where the targets of a case were seen. */
@Tag(name = "Detections")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class DetectionController {

    private static final String CASEWORKERS = "caseworkers";
    private static final int LARGEST_PAGE = 200;

    private final Detections detections;
    private final Sightings sightings;
    private final Cases cases;
    private final CurrentPerson person;
    private final Mapping mapping;

    /** A detection: 1 to 500 addresses, exactly as they were seen. */
    record DetectionRequest(
            @NotBlank String category,
            @NotBlank String description,
            @NotNull Source source,
            String sourceReference,
            @NotEmpty List<String> addresses) {}

    /**
     * The case that was opened, or, with 200, the one that has the first of the addresses already.
     *
     * @param sightings addresses that were under work, each with the case it is attached to
     */
    record DetectionResponse(
            String caseNumber, String state, Instant openedAt, List<Reported.SightedAgain> sightings) {}

    record SightingResponse(int no, Source source, String sourceReference, boolean again, Instant reportedAt) {}

    @Mapper
    interface Mapping {
        Detections.Report report(DetectionRequest request, String reportedBy);

        @org.mapstruct.Mapping(source = "caseFile.number", target = "caseNumber")
        @org.mapstruct.Mapping(source = "caseFile.state", target = "state")
        @org.mapstruct.Mapping(source = "caseFile.openedAt", target = "openedAt")
        DetectionResponse response(Reported reported);

        SightingResponse sighting(Sightings.Sighting sighting);
    }

    @Operation(summary = "Report a detection; what is under work is attached to its case, the rest opens one")
    @PostMapping(path = "/detections", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DetectionResponse> report(@Valid @RequestBody DetectionRequest request) {
        person.requireAny(CASEWORKERS);
        var reported = detections.report(mapping.report(request, person.id()));
        return ResponseEntity.status(reported.opened() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create("/api/v1/cases/" + reported.number()))
                .body(mapping.response(reported));
    }

    @Operation(
            summary =
                    "Where the targets of a case were seen, first and again; `next` of a page is `after` of the following one")
    @GetMapping("/cases/{number}/sightings")
    Page<SightingResponse> sightings(
            @PathVariable String number,
            @RequestParam(required = false) UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var found = sightings.of(cases.byNumber(number).id(), after, limit + 1);
        return Page.of(found, limit, sighting -> sighting.id().toString()).map(mapping::sighting);
    }
}
