package org.duenotice.seal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sealed material over HTTP: reported and sealed by anybody of casework, read by its own group only. */
@Tag(name = "Sealed material")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class SealedCaseController {

    private static final int LARGEST_PAGE = 200;

    private final SealedArrivals arrivals;
    private final SealedReading reading;
    private final Sealing sealing;
    private final CurrentPerson person;

    /** Description, addresses and fingerprints; never a file. */
    record SealedRequest(
            @NotNull SealedCategory category,
            @NotBlank @Size(max = 20_000) String description,
            @NotBlank @Size(max = 40) String source,
            @Size(max = 200) String sourceReference,
            @Size(max = 500) List<@Size(max = 4000) String> addresses,
            @Size(max = 500) List<HashRequest> hashes) {}

    record HashRequest(@NotBlank String algorithm, @NotBlank String value) {}

    record SealRequest(SealedCategory category, @NotBlank @Size(max = 4000) String reasons) {}

    /** All that whoever sealed it learns of it. */
    record StubResponse(String caseNumber) {}

    @Operation(summary = "Report sealed material: description, addresses and hashes, never a file")
    @PostMapping(path = "/sealed-cases", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StubResponse> report(@Valid @RequestBody SealedRequest request) {
        person.requireAny(SealedGroup.FINDERS);
        var hashes = request.hashes() == null ? List.<HashRequest>of() : request.hashes();
        var stub = arrivals.take(new SealedArrivals.Arrival(
                        request.category(),
                        SealedArrivals.Way.REPORTED,
                        request.source(),
                        request.sourceReference(),
                        request.description(),
                        request.addresses() == null ? List.of() : request.addresses(),
                        hashes.stream()
                                .map(hash -> new SealedHash(hash.algorithm(), hash.value()))
                                .toList(),
                        person.id()))
                .orElseThrow(() -> Problem.conflict("sealed.already-reported"));
        return ResponseEntity.created(URI.create("/api/v1/cases/" + stub.number()))
                .body(new StubResponse(stub.number()));
    }

    @Operation(summary = "Seal an ordinary case in which such material was found")
    @PostMapping(path = "/cases/{number}/seal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    StubResponse seal(@PathVariable String number, @Valid @RequestBody SealRequest request) {
        person.requireAny(SealedGroup.FINDERS);
        var category = request.category() == null ? SealedCategory.CHILD_SEXUAL_ABUSE_MATERIAL : request.category();
        sealing.seal(number, category, request.reasons(), person.id());
        return new StubResponse(number);
    }

    @Operation(
            summary =
                    "Sealed cases without their content, newest first; `next` of a page is `after` of the following one")
    @GetMapping("/sealed-cases")
    Page<SealedReading.Line> list(
            @RequestParam(required = false) String after, @RequestParam(defaultValue = "50") int limit) {
        return Page.of(reading.list(after, within(limit) + 1), limit, SealedReading.Line::number);
    }

    @Operation(summary = "How many sealed cases wait, are overdue, handed over and acknowledged")
    @GetMapping("/sealed-cases/counts")
    SealedReading.Counts counts() {
        person.requireAny(Groups.SEALED_MATERIAL, Groups.MANAGERS, Groups.AUDITORS);
        return reading.counts();
    }

    @Operation(summary = "Read one sealed case; who reads it and what for is kept")
    @GetMapping("/sealed-cases/{number}")
    SealedReading.Content read(@PathVariable String number, @RequestParam(required = false) String purpose) {
        return reading.read(number, purpose);
    }

    @Operation(summary = "What ordinary tables held of a case before it was sealed, row by row; the read is kept")
    @GetMapping("/sealed-cases/{number}/records")
    Page<SealedReading.Kept> records(
            @PathVariable String number,
            @RequestParam(required = false) String purpose,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit) {
        return Page.of(
                reading.records(number, purpose, after, within(limit) + 1), limit, row -> String.valueOf(row.id()));
    }

    @Operation(summary = "Who reported a sealed case, where they gave a name; the read is kept")
    @GetMapping("/sealed-cases/{number}/reporters")
    List<SealedReading.Reporter> reporters(
            @PathVariable String number, @RequestParam(required = false) String purpose) {
        return reading.reporters(number, purpose);
    }

    @Operation(summary = "Who has read a sealed case, when and what for; the last 200")
    @GetMapping("/sealed-cases/{number}/reads")
    List<SealedReading.Read> reads(@PathVariable String number) {
        return reading.reads(number, LARGEST_PAGE);
    }

    private static int within(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return limit;
    }
}
