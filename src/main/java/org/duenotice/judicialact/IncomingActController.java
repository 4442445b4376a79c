package org.duenotice.judicialact;

import static org.duenotice.security.Groups.CASEWORKERS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.duenotice.intake.AddressFiles;
import org.duenotice.intake.TargetLists;
import org.duenotice.intake.TargetLists.Outcome;
import org.duenotice.notice.NoticeDraft;
import org.duenotice.notice.NoticeDrafts;
import org.duenotice.problem.Problem;
import org.duenotice.register.ChangeState;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Page;
import org.duenotice.web.Words;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Judicial acts that come in over HTTP: one call records the act with its targets and has the notices drafted. */
@Tag(name = "Judicial acts")
@RestController
@RequestMapping(path = "/api/v1/incoming-acts", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class IncomingActController {

    private static final int LARGEST_PAGE = 200;
    private static final int LINES_AT_A_TIME = 1_000;

    /** What a spreadsheet would take for a formula; the lines come from anywhere. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private final IncomingActs acts;
    private final ActViews views;
    private final NoticeDrafts drafts;
    private final CurrentPerson person;
    private final Words words;

    /** An act; {@code targets} are addresses, left out where a file brings them. {@code legalBasis} is the code of a provision. */
    record ActRequest(
            @NotBlank @Size(max = 250) String number,
            @NotNull LocalDate actDate,
            @NotBlank @Size(max = 1_000) String court,
            @NotNull LocalDate inForceSince,
            LocalDate inForceUntil,
            @NotBlank @Size(max = 20_000) String operativePart,
            @NotBlank @Size(max = 1_000) String source,
            boolean verified,
            @NotBlank String category,
            String legalBasis,
            @NotBlank @Size(max = 1_900) String reasonsRu,
            @NotBlank @Size(max = 1_900) String reasonsKk,
            List<String> targets) {

        EnteredAct with(List<TargetLists.Line> lines) {
            return new EnteredAct(
                    number,
                    actDate,
                    court,
                    inForceSince,
                    inForceUntil,
                    operativePart,
                    source,
                    verified,
                    category,
                    legalBasis,
                    reasonsRu,
                    reasonsKk,
                    lines);
        }
    }

    /** The notice to one platform as it would leave; {@code pdf} is where it can be read whole. */
    record DraftResponse(
            String platform,
            String caseNumber,
            String recipient,
            String address,
            String channel,
            String language,
            int items,
            List<String> missing,
            String pdf,
            Instant preparedAt) {}

    /** Where an act stands; {@code number} is that of the change of the register that records it. */
    record ActResponse(
            String number,
            ChangeState state,
            String actNumber,
            LocalDate actDate,
            String category,
            String legalBasis,
            int version,
            String preparedBy,
            Instant preparedAt,
            Instant dueAt,
            String remarks,
            String decidedBy,
            List<ActViews.Count> lines,
            List<String> cases,
            List<DraftResponse> drafts) {}

    /** A line; {@code code} is stable, for programs, and {@code why} says the same in words. */
    record LineResponse(
            int line,
            String address,
            Outcome outcome,
            String canonicalKey,
            String caseNumber,
            String code,
            String why) {}

    @Operation(
            summary =
                    "Record a judicial act with its targets; the notices are drafted right after, a second person approves once")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ActResponse> report(@Valid @RequestBody ActRequest request) {
        person.requireAny(CASEWORKERS);
        var targets = request.targets() == null ? List.<String>of() : request.targets();
        return created(request.with(IntStream.range(0, targets.size())
                .mapToObj(
                        place -> new TargetLists.Line(place + 1, targets.get(place) == null ? "" : targets.get(place)))
                .toList()));
    }

    @Operation(summary = "The same with the targets in a CSV file that has a column `address`")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ActResponse> report(
            @Valid @RequestPart("act") ActRequest act, @RequestPart("targets") MultipartFile file) throws IOException {
        person.requireAny(CASEWORKERS);
        try (var content = file.getInputStream()) {
            return created(act.with(AddressFiles.read(content, EnteredAct.MOST_LINES)));
        }
    }

    private ResponseEntity<ActResponse> created(EnteredAct act) {
        var number = acts.report(act, person.id());
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/incoming-acts/" + number))
                .body(response(number));
    }

    @Operation(summary = "Where an act stands, its cases and the notices as they would leave")
    @GetMapping("/{number}")
    ActResponse get(@PathVariable String number) {
        return response(number);
    }

    @Operation(summary = "What became of each line of the list; `next` of a page is `after` of the following one")
    @GetMapping("/{number}/lines")
    Page<LineResponse> lines(
            @PathVariable String number,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "50") int limit,
            Locale locale) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var found = views.lines(views.get(number), after, limit + 1);
        return Page.of(found, limit, line -> String.valueOf(line.line())).map(line -> response(line, locale));
    }

    @Operation(summary = "All lines of the list and what became of them, as a CSV file")
    @GetMapping(path = "/{number}/lines.csv", produces = "text/csv")
    void download(@PathVariable String number, Locale locale, HttpServletResponse response) throws IOException {
        var act = views.get(number);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.csv\"".formatted(number));
        try (var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            // without it a spreadsheet takes the file for one of another encoding
            out.write('\uFEFF');
            var csv = new CSVPrinter(out, CSVFormat.RFC4180);
            csv.printRecord("line", "address", "outcome", "case", "why");
            var lines = views.lines(act, 0, LINES_AT_A_TIME);
            while (!lines.isEmpty()) {
                for (var line : lines) {
                    csv.printRecord(
                            line.line(),
                            harmless(line.address()),
                            line.outcome(),
                            line.caseNumber(),
                            why(line, locale));
                }
                lines = views.lines(act, lines.get(lines.size() - 1).line(), LINES_AT_A_TIME);
            }
            csv.flush();
        }
    }

    private static String harmless(String address) {
        return FORMULA.matcher(address).find() ? "'" + address : address;
    }

    @Operation(summary = "A notice as it would leave, as PDF")
    @GetMapping(path = "/{number}/drafts/{caseNumber}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<Resource> pdf(@PathVariable String number, @PathVariable String caseNumber) {
        var draft = drafts.of(number, caseNumber);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("%s-%s.pdf".formatted(number, caseNumber), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_PDF)
                .body(new InputStreamResource(drafts.pdf(draft)));
    }

    private ActResponse response(String number) {
        var act = views.get(number);
        var change = views.change(number);
        return new ActResponse(
                number,
                change.state(),
                act.actNumber(),
                act.actDate(),
                act.category(),
                views.basis(act).code(),
                act.no(),
                act.preparedBy(),
                act.preparedAt(),
                views.clock(number).map(clock -> clock.dueAt()).orElse(null),
                change.remarks(),
                change.decidedBy(),
                views.counts(act),
                views.caseNumbers(number),
                views.drafts(act).stream().map(draft -> response(number, draft)).toList());
    }

    private static DraftResponse response(String number, NoticeDraft draft) {
        return new DraftResponse(
                draft.platformCode(),
                draft.caseNumber(),
                draft.recipient(),
                draft.address(),
                draft.channel(),
                draft.language(),
                draft.items(),
                draft.missingParts(),
                "/api/v1/incoming-acts/%s/drafts/%s/pdf".formatted(number, draft.caseNumber()),
                draft.preparedAt());
    }

    private LineResponse response(ActViews.Line line, Locale locale) {
        return new LineResponse(
                line.line(),
                line.address(),
                line.outcome(),
                line.canonicalKey(),
                line.caseNumber(),
                line.code(),
                why(line, locale));
    }

    private String why(ActViews.Line line, Locale locale) {
        return line.code() == null
                ? null
                : words.of(line.code(), locale, line.arguments().toArray());
    }
}
