package org.duenotice.intake;

import static org.duenotice.security.Groups.CASEWORKERS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.duenotice.intake.Imports.RejectedRow;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Page;
import org.duenotice.web.Words;
import org.mapstruct.Mapper;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports over HTTP: a file is taken at once, and asked after while it is worked off. */
@Tag(name = "Detections")
@RestController
@RequestMapping(path = "/api/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ImportController {

    private static final int LARGEST_PAGE = 200;
    private static final int ROWS_AT_A_TIME = 1_000;

    /** What a spreadsheet would take for a formula; the rows come from anywhere. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private final Imports imports;
    private final CurrentPerson person;
    private final Words words;
    private final Mapping mapping;

    record ImportResponse(
            UUID id,
            String fileName,
            String sha256,
            ImportFormat format,
            long size,
            DetectionImport.State state,
            String problem,
            Integer total,
            int rowsDone,
            int accepted,
            int sightedAgain,
            int duplicate,
            int rejected,
            int cases,
            String importedBy,
            Instant importedAt,
            Instant finishedAt) {}

    /** @param code stable, for programs; {@code reason} says the same in words */
    record RejectedResponse(int line, String code, String reason, String content) {}

    @Mapper
    interface Mapping {
        @org.mapstruct.Mapping(target = "problem", source = "problem")
        ImportResponse response(DetectionImport source, String problem);
    }

    private ImportResponse response(DetectionImport found, Locale locale) {
        var problem = found.problem() == null
                ? null
                : words.of(found.problem(), locale, found.problemArguments().toArray());
        return mapping.response(found, problem);
    }

    @Operation(summary = "Import detections from a CSV, NDJSON or XLSX file; it is worked off in the background")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportResponse> take(@RequestParam MultipartFile file, Locale locale) throws IOException {
        person.requireAny(CASEWORKERS);
        var name = file.getOriginalFilename() == null ? "detections" : file.getOriginalFilename();
        try (var content = file.getInputStream()) {
            var taken = imports.take(name, content, person.id());
            return ResponseEntity.status(taken.isNew() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                    .location(URI.create(
                            "/api/v1/imports/" + taken.detectionImport().id()))
                    .body(response(taken.detectionImport(), locale));
        }
    }

    @Operation(summary = "The imports, newest first; `next` of a page is `before` of the following one")
    @GetMapping
    Page<ImportResponse> newest(
            @RequestParam(required = false) Instant before,
            @RequestParam(defaultValue = "50") int limit,
            Locale locale) {
        var found = imports.newest(before, checked(limit) + 1);
        return Page.of(found, limit, one -> one.importedAt().toString()).map(one -> response(one, locale));
    }

    @Operation(summary = "How far an import is, and what became of its rows")
    @GetMapping("/{id}")
    ImportResponse get(@PathVariable UUID id, Locale locale) {
        return response(imports.get(id), locale);
    }

    @Operation(
            summary =
                    "The rows that were not taken, with the reason of each; `next` of a page is `after` of the following one")
    @GetMapping("/{id}/rejected")
    Page<RejectedResponse> rejected(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "50") int limit,
            Locale locale) {
        var rows = imports.rejected(imports.get(id).id(), after, checked(limit) + 1);
        return Page.of(rows, limit, row -> String.valueOf(row.line()))
                .map(row -> new RejectedResponse(row.line(), row.code(), reason(row, locale), row.content()));
    }

    @Operation(summary = "All rows that were not taken, as a CSV file")
    @GetMapping(path = "/{id}/rejected.csv", produces = "text/csv")
    void download(@PathVariable UUID id, Locale locale, HttpServletResponse response) throws IOException {
        var found = imports.get(id);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejected-%s.csv\"".formatted(id));
        try (var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            // without it a spreadsheet takes the file for one of another encoding
            out.write('\uFEFF');
            var csv = new CSVPrinter(out, CSVFormat.RFC4180);
            csv.printRecord("line", "reason", "content");
            var rows = imports.rejected(found.id(), 0, ROWS_AT_A_TIME);
            while (!rows.isEmpty()) {
                for (var row : rows) {
                    csv.printRecord(row.line(), reason(row, locale), harmless(row.content()));
                }
                rows = imports.rejected(found.id(), last(rows).line(), ROWS_AT_A_TIME);
            }
            csv.flush();
        }
    }

    private static RejectedRow last(List<RejectedRow> rows) {
        return rows.get(rows.size() - 1);
    }

    private static String harmless(String content) {
        return FORMULA.matcher(content).find() ? "'" + content : content;
    }

    private String reason(RejectedRow row, Locale locale) {
        return words.of(row.code(), locale, row.arguments().toArray());
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return limit;
    }
}
