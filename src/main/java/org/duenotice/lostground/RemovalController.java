package org.duenotice.lostground;

import static org.duenotice.security.Groups.AUTHORISED_BODY;
import static org.duenotice.security.Groups.CASEWORKERS;
import static org.duenotice.security.Groups.LIAISONS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Notices of owners and platforms that restricted content is removed. */
@Tag(name = "Reviews of restrictions")
@RestController
@RequiredArgsConstructor
class RemovalController {

    private static final int LONGEST_TEXT = 4_000;

    private final GoneContent goneContent;
    private final CurrentPerson person;

    /**
     * @param targets their numbers in the case
     * @param way {@code TOLD} by the owner or platform, or {@code SEEN} by a person
     * @param words who says so and when, or how it was seen
     */
    record RemovalRequest(
            @NotEmpty List<@NotNull Integer> targets,
            @NotNull GoneContent.Way way,
            @NotBlank @Size(max = LONGEST_TEXT) String words) {}

    /** The restoration that waits for a person of the authorised body now. */
    record RemovalResponse(String restoration) {}

    @Operation(summary = "Record that content which operators restrict is gone; opening access is proposed at once")
    @PostMapping(
            path = "/api/v1/cases/{number}/removals",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RemovalResponse> record(@PathVariable String number, @Valid @RequestBody RemovalRequest request) {
        person.requireAny(CASEWORKERS, LIAISONS, AUTHORISED_BODY);
        var restoration = goneContent.report(
                new GoneContent.Report(number, request.targets(), request.way(), request.words()), person.id());
        return ResponseEntity.created(URI.create("/api/v1/restorations/" + restoration))
                .body(new RemovalResponse(restoration));
    }
}
