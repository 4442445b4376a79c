package org.duenotice.appeal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseReaders;
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

/** Appeals over HTTP for the appeals office: found, read, recorded when they come on paper, and brought before a court. */
@Tag(name = "Appeals")
@RestController
@RequestMapping(path = "/api/v1/appeals", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class AppealController {

    private static final int LARGEST_PAGE = 200;

    private final AppealSearch search;
    private final Appeals appeals;
    private final AppealStatuses statuses;
    private final Filings filings;
    private final CaseReaders cases;
    private final Appellants appellants;
    private final CourtStages courts;
    private final AppealExtensions extensions;
    private final AppellantLetters letters;
    private final AppealPaper paper;
    private final CurrentPerson person;
    private final Mapping mapping;

    /** What came by letter or mail; {@code receivedAt} now unless given. */
    record RegistrationRequest(
            @NotNull Appeals.Way way,
            Instant receivedAt,
            @NotNull Appeals.Appellant appellant,
            @NotBlank @Size(max = 2000) String contested,
            @NotBlank @Size(max = 5000) String grounds,
            @NotBlank @Size(max = 2000) String demands,
            @Size(max = 5000) String evidence,
            LocalDate learnedOn,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 300) String contact,
            @Size(max = 260) String mail,
            @Size(max = 300) String representative,
            @NotBlank String language) {}

    record ReceiptResponse(String number, String code) {}

    record ReasonRequest(@NotBlank @Size(max = 2000) String reason) {}

    record ClaimRequest(
            @NotBlank @Size(max = 300) String court,
            @NotBlank @Size(max = 100) String number,
            @NotNull LocalDate filedOn) {}

    /** @param until the last day of the longer term */
    record ExtensionRequest(@NotNull LocalDate until, @NotBlank @Size(max = 4000) String reasons) {}
    /** What an appellant wrote; {@code words} only of {@code WORDS}. */
    record LetterRequest(
            @NotNull AppellantLetters.Kind kind,
            @NotBlank @Size(max = 300) String reference,
            @NotNull LocalDate receivedOn,
            @Size(max = 5000) String words) {}

    /** The appeal with its texts, and how it stands. */
    record DetailResponse(
            Appeals.Appellant appellant,
            Appeals.Way way,
            String grounds,
            String demands,
            String evidence,
            LocalDate learnedOn,
            List<AppellantLetters.Kept> letters,
            AppealStatuses.Status status) {}

    @Mapper
    interface Mapping {
        AppellantLetters.Letter letter(LetterRequest request);

        ReceiptResponse receipt(Filings.Receipt receipt);
    }

    @Operation(summary = "Find appeals, the newest first; `next` of a page is `after` of the following one")
    @GetMapping
    Page<AppealSearch.Line> search(
            @RequestParam(required = false) AppealState state,
            @RequestParam(required = false) Boolean confirmed,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        readers();
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return search.find(state, confirmed, after, limit);
    }

    private void readers() {
        person.requireAny(Groups.APPEALS, Groups.MANAGERS, Groups.AUDITORS);
    }

    @Operation(summary = "One appeal with its terms, steps and decisions; not who appeals")
    @GetMapping("/{number}")
    DetailResponse detail(@PathVariable String number, Locale language) {
        readers();
        var appeal = appeals.byNumber(number);
        if (!person.isIn(Groups.APPEALS) && appeal.caseId() != null) {
            cases.requireOrdinary(appeal.caseId());
        }
        return new DetailResponse(
                appeal.appellant(),
                appeal.way(),
                appeal.grounds(),
                appeal.demands(),
                appeal.evidence(),
                appeal.learnedOn(),
                letters.of(appeal),
                statuses.of(appeal, language));
    }

    @Operation(summary = "Record an appeal that came by letter or mail")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ReceiptResponse> register(@Valid @RequestBody RegistrationRequest request) {
        person.requireAny(Groups.APPEALS, Groups.CASEWORKERS, Groups.LIAISONS);
        var receipt = filings.register(filing(request), request.way(), request.receivedAt(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/appeals/" + receipt.number()))
                .body(mapping.receipt(receipt));
    }

    private static Filings.Filing filing(RegistrationRequest request) {
        return new Filings.Filing(
                request.appellant(),
                request.contested(),
                request.grounds(),
                request.demands(),
                request.evidence(),
                request.learnedOn(),
                request.name(),
                request.contact(),
                request.mail(),
                request.representative(),
                true,
                request.language());
    }

    @Operation(summary = "Who appeals, to answer them; who asks and why is kept")
    @PostMapping(path = "/{number}/appellant", consumes = MediaType.APPLICATION_JSON_VALUE)
    Appellants.Person appellant(@PathVariable String number, @Valid @RequestBody ReasonRequest request) {
        person.requireAny(Groups.APPEALS);
        return appellants.look(number, request.reason(), person.id());
    }

    @Operation(summary = "Extend the term of the decision, once and with reasons; the appellant is told")
    @PostMapping(path = "/{number}/extension", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> extend(@PathVariable String number, @Valid @RequestBody ExtensionRequest request) {
        person.requireAny(Groups.APPEALS);
        extensions.extend(number, request.until(), request.reasons(), person.id());
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Record what the appellant wrote by letter, and do it on their behalf")
    @PostMapping(path = "/{number}/letters", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> letter(@PathVariable String number, @Valid @RequestBody LetterRequest request) {
        person.requireAny(Groups.APPEALS);
        letters.record(number, mapping.letter(request), person.id());
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "The decision as PDF, in Kazakh and Russian, to be sent by letter")
    @GetMapping(path = "/{number}/decision", produces = MediaType.APPLICATION_PDF_VALUE)
    byte[] decision(@PathVariable String number) {
        person.requireAny(Groups.APPEALS);
        return paper.decision(appeals.byNumber(number));
    }

    @Operation(summary = "Record that a claim was filed with a court")
    @PostMapping(path = "/{number}/court-claim", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> claim(@PathVariable String number, @Valid @RequestBody ClaimRequest request) {
        person.requireAny(Groups.APPEALS);
        courts.claim(number, request.court(), request.number(), request.filedOn(), person.id());
        return ResponseEntity.noContent().build();
    }
}
