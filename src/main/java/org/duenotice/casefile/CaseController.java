package org.duenotice.casefile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.duenotice.web.Page;
import org.duenotice.web.Words;
import org.mapstruct.Mapper;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Cases over HTTP: search, the whole story of one, its targets and its evidence. */
@Tag(name = "Cases")
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class CaseController {

    private static final int LARGEST_PAGE = 200;

    private final Cases cases;
    private final CaseReaders readers;
    private final EvidenceFiles evidence;
    private final CaseEvidence caseEvidence;
    private final Timeline timeline;
    private final Clocks clocks;
    private final TargetIdentities identities;
    private final Words words;
    private final Mapping mapping;

    record CaseLine(
            String number,
            String category,
            String source,
            CaseState state,
            Instant openedAt,
            Instant closedAt,
            String closeReason) {}

    record TargetResponse(
            int no,
            String originalAddress,
            String canonicalKey,
            String kind,
            String platformCode,
            Disposition disposition) {}

    record EvidenceResponse(
            UUID id,
            String name,
            String mediaType,
            long size,
            String sha256,
            Instant capturedAt,
            String capturedBy,
            String content) {}

    record ClockResponse(
            String subject, String rule, String citation, String state, Instant startedAt, Instant dueAt) {}

    record EventResponse(
            String kind,
            String text,
            String actor,
            String subject,
            String words,
            Instant happenedAt,
            Instant recordedAt) {}

    record CaseDetail(
            CaseLine summary,
            String description,
            List<TargetResponse> targets,
            List<EvidenceResponse> evidence,
            List<ClockResponse> clocks,
            List<EventResponse> timeline) {}

    @Mapper
    interface Mapping {
        CaseLine line(CaseFile caseFile);

        TargetResponse target(CaseTarget target);

        @org.mapstruct.Mapping(
                target = "content",
                expression = "java(\"/api/v1/cases/\" + number + \"/evidence/\" + evidence.id() + \"/content\")")
        EvidenceResponse evidence(Evidence evidence, String number);
    }

    @Operation(summary = "Find cases, newest first; `next` of a page is `after` of the following one")
    @GetMapping
    Page<CaseLine> search(
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String category,
            @RequestParam(required = false) String address,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var key = address == null ? null : key(address);
        var found = cases.search(new Cases.Search(state, category, key, after, limit + 1));
        var page = found.stream().limit(limit).map(mapping::line).toList();
        return new Page<>(page, found.size() > limit ? page.get(limit - 1).number() : null);
    }

    private String key(String address) {
        try {
            return identities.identify(address).canonicalKey();
        } catch (IllegalAddress e) {
            throw Problem.invalid("detection.address", 1, e.getMessage());
        }
    }

    @Operation(summary = "One case: what it is about, where it stands and its story in order")
    @GetMapping("/{number}")
    CaseDetail detail(@PathVariable String number, Locale locale) {
        var found = cases.byNumber(number);
        if (!readers.mayRead(found.id())) {
            return stub(found, locale);
        }
        return new CaseDetail(
                mapping.line(found),
                found.description(),
                targetsOf(found),
                evidenceOf(found),
                clocks.of(found.id()).stream()
                        .map(view -> new ClockResponse(
                                view.subject(),
                                view.rule(),
                                view.citation().in(locale),
                                view.state(),
                                view.startedAt(),
                                view.dueAt()))
                        .toList(),
                timeline.of(found.id()).stream()
                        .map(entry -> new EventResponse(
                                entry.kind(),
                                words.text(entry.messageKey(), locale, entry.subject(), entry.words()),
                                entry.actor(),
                                entry.subject(),
                                entry.words(),
                                entry.happenedAt(),
                                entry.recordedAt()))
                        .toList());
    }

    /** All that anybody learns of sealed material here. */
    private CaseDetail stub(CaseFile found, Locale locale) {
        return new CaseDetail(
                mapping.line(found),
                words.text("category." + found.category(), locale),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Operation(summary = "The targets of a case with the current disposition of each")
    @GetMapping("/{number}/targets")
    List<TargetResponse> targets(@PathVariable String number) {
        return targetsOf(cases.byNumber(number));
    }

    private List<TargetResponse> targetsOf(CaseFile found) {
        return cases.targets(found.id()).stream().map(mapping::target).toList();
    }

    @Operation(summary = "The evidence of a case")
    @GetMapping("/{number}/evidence")
    List<EvidenceResponse> evidence(@PathVariable String number) {
        return evidenceOf(cases.byNumber(number));
    }

    private List<EvidenceResponse> evidenceOf(CaseFile found) {
        return evidence.of(found.id()).stream()
                .map(file -> mapping.evidence(file, found.number()))
                .toList();
    }

    @Operation(summary = "Add a file to the evidence; its SHA-256 is taken while it streams in")
    @PostMapping(path = "/{number}/evidence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<EvidenceResponse> add(
            @PathVariable String number,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) Instant capturedAt) {
        var response = mapping.evidence(caseEvidence.add(number, file, capturedAt), number);
        return ResponseEntity.created(URI.create(response.content())).body(response);
    }

    @Operation(summary = "Download a piece of evidence as it was captured")
    @GetMapping(path = "/{number}/evidence/{id}/content", produces = MediaType.ALL_VALUE)
    ResponseEntity<Resource> content(@PathVariable String number, @PathVariable UUID id) {
        var file = evidence.get(cases.byNumber(number).id(), id);
        // never shown in place: captured pages are hostile content
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Content-SHA256", file.sha256())
                .contentLength(file.size())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new InputStreamResource(evidence.open(file)));
    }
}
