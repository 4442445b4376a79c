package org.duenotice.recreation;

import static org.duenotice.security.Groups.CASEWORKERS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.recreation.Mirrors.Place;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Copies of known content over HTTP: proposed by one person; the task that follows is another one's. */
@Tag(name = "Cases")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class MirrorController {

    private final Mirrors mirrors;
    private final Cases cases;
    private final CurrentPerson person;

    /**
     * @param target the number of the copy in this case
     * @param ofCase the case of the original, or this one
     * @param ofTarget the number of the original there
     */
    record MirrorRequest(
            @NotNull Integer target, @NotBlank String ofCase, @NotNull Integer ofTarget, @NotBlank String reasons) {}

    @Operation(summary = "Propose that a target is a copy of another one")
    @PostMapping(path = "/cases/{number}/mirrors", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Mirror> propose(@PathVariable String number, @Valid @RequestBody MirrorRequest request) {
        person.requireAny(CASEWORKERS);
        var proposed = mirrors.propose(
                new Place(number, request.target()),
                new Place(request.ofCase(), request.ofTarget()),
                request.reasons(),
                person.id());
        return ResponseEntity.created(URI.create("/api/v1/mirrors/" + proposed.id()))
                .body(proposed);
    }

    @Operation(summary = "One of the copies that were proposed")
    @GetMapping("/mirrors/{id}")
    Mirror get(@PathVariable UUID id) {
        return mirrors.get(id);
    }

    @Operation(summary = "The copies and originals among the targets of a case")
    @GetMapping("/cases/{number}/mirrors")
    List<Mirror> of(@PathVariable String number) {
        return mirrors.of(cases.byNumber(number).number());
    }
}
