package org.duenotice.casefile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.evidence.EvidenceReadings.Content;
import org.duenotice.evidence.WorkingCopy;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Evidence over HTTP: what there is, its content, copies of it, and all of it in a bundle. */
@Tag(name = "Evidence")
@RestController
@RequestMapping(path = "/api/v1/cases/{number}/evidence", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class EvidenceController {

    private final CaseEvidence caseEvidence;
    private final EvidenceRecords records;

    record DisposalRequest(@NotBlank String reasons) {}

    @Operation(summary = "The evidence of a case")
    @GetMapping
    List<EvidenceRecords.Shown> evidence(@PathVariable String number) {
        return records.of(caseEvidence.readable(number));
    }

    @Operation(summary = "Add a file to the evidence; its SHA-256 is taken while it streams in")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<EvidenceRecords.Shown> add(
            @PathVariable String number,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) Instant capturedAt,
            @ModelAttribute CaptureFields fields) {
        var added = caseEvidence.add(number, file, capturedAt, fields);
        var response = records.of(caseEvidence.readable(number), added.id());
        return ResponseEntity.created(URI.create(response.content())).body(response);
    }

    @Operation(summary = "Download a piece of evidence as it was captured; the log of custody says so")
    @GetMapping(path = "/{id}/content", produces = MediaType.ALL_VALUE)
    ResponseEntity<Resource> content(@PathVariable String number, @PathVariable UUID id) {
        return download(caseEvidence.download(number, id));
    }

    @Operation(summary = "Look at an image, made small; the log of custody says so")
    @GetMapping(path = "/{id}/thumbnail", produces = MediaType.ALL_VALUE)
    ResponseEntity<Resource> thumbnail(@PathVariable String number, @PathVariable UUID id) {
        var picture = caseEvidence.thumbnail(number, id);
        return ResponseEntity.ok()
                .header("X-Content-Type-Options", "nosniff")
                .contentLength(picture.size())
                .contentType(MediaType.IMAGE_JPEG)
                .body(new InputStreamResource(picture.stream()));
    }

    @Operation(summary = "Keep a working copy, such as one with faces covered, and what was done")
    @PostMapping(path = "/{id}/copies", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<EvidenceRecords.CopyShown> addCopy(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            @RequestParam WorkingCopy.Kind kind,
            @RequestParam String whatDone) {
        var copy = EvidenceRecords.shown(caseEvidence.addCopy(number, id, kind, whatDone, file), number);
        return ResponseEntity.created(URI.create(copy.content())).body(copy);
    }

    @Operation(summary = "Download a working copy; the log of custody says so")
    @GetMapping(path = "/copies/{copy}/content", produces = MediaType.ALL_VALUE)
    ResponseEntity<Resource> copy(@PathVariable String number, @PathVariable UUID copy) {
        return download(caseEvidence.downloadCopy(number, copy));
    }

    @Operation(
            summary =
                    "Take the content of a piece of evidence of a closed case away for good; its record and hashes stay")
    @PostMapping(path = "/{id}/disposal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dispose(@PathVariable String number, @PathVariable UUID id, @Valid @RequestBody DisposalRequest request) {
        caseEvidence.dispose(number, id, request.reasons());
    }

    @Operation(summary = "All evidence of a case with its log of custody, to be checked by standard tools; a zip")
    @GetMapping(path = "/bundle", produces = "application/zip")
    void bundle(@PathVariable String number, HttpServletResponse response) throws IOException {
        var found = caseEvidence.exportable(number);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment("evidence-" + found.number() + ".zip"));
        caseEvidence.export(found, response.getOutputStream());
    }

    /** Never shown in place: captured pages are hostile content. */
    private static ResponseEntity<Resource> download(Content content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(content.name()))
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Content-SHA256", content.sha256())
                .contentLength(content.size())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new InputStreamResource(content.stream()));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
