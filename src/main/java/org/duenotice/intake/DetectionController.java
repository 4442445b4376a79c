package org.duenotice.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseFile;
import org.duenotice.security.CurrentPerson;
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
import org.springframework.web.multipart.MultipartFile;

/** Detections and imports over HTTP. */
@Tag(name = "Detections")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class DetectionController {

    private static final String CASEWORKERS = "caseworkers";

    private final Detections detections;
    private final Imports imports;
    private final CurrentPerson person;
    private final Mapping mapping;

    /** A detection: 1 to 500 addresses, exactly as they were seen. */
    record DetectionRequest(
            @NotBlank String category,
            @NotBlank String description,
            @NotNull Source source,
            String sourceReference,
            @NotEmpty List<String> addresses) {}

    record DetectionResponse(String caseNumber, String state, Instant openedAt) {}

    record ImportResponse(
            UUID id,
            String fileName,
            String sha256,
            int total,
            int accepted,
            int duplicate,
            int rejected,
            Instant importedAt) {}

    @Mapper
    interface Mapping {
        Detections.Report report(DetectionRequest request, String reportedBy);

        @org.mapstruct.Mapping(source = "number", target = "caseNumber")
        DetectionResponse response(CaseFile caseFile);

        ImportResponse response(DetectionImport done);
    }

    @Operation(summary = "Report a detection; opens a case")
    @PostMapping(path = "/detections", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DetectionResponse> report(@Valid @RequestBody DetectionRequest request) {
        person.requireAny(CASEWORKERS);
        var opened = detections.report(mapping.report(request, person.id()));
        return ResponseEntity.created(URI.create("/api/v1/cases/" + opened.number()))
                .body(mapping.response(opened));
    }

    @Operation(summary = "Import detections from a CSV file")
    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportResponse> take(@RequestParam MultipartFile file) throws IOException {
        person.requireAny(CASEWORKERS);
        var name = file.getOriginalFilename() == null ? "detections.csv" : file.getOriginalFilename();
        try (var content = file.getInputStream()) {
            var done = imports.take(name, content, person.id());
            return ResponseEntity.created(URI.create("/api/v1/imports/" + done.id()))
                    .body(mapping.response(done));
        }
    }

    @Operation(summary = "What became of an import")
    @GetMapping("/imports/{id}")
    ImportResponse get(@PathVariable UUID id) {
        return mapping.response(imports.get(id));
    }

    @Operation(summary = "The rows that were not taken, with the reason of each")
    @GetMapping("/imports/{id}/rejected")
    List<DetectionImport.RejectedRow> rejected(@PathVariable UUID id) {
        return imports.rejected(id);
    }
}
