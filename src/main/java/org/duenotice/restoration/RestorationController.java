package org.duenotice.restoration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Restorations over HTTP: those of a case, the whole of one with every addressee, an order by hand, reports of over-blocking. */
@Tag(name = "Restorations")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RestorationController {

    private final Restorations restorations;
    private final ByHand byHand;
    private final RestorationRows rows;
    private final Addressees addressees;
    private final Confirmations confirmations;
    private final OverBlocking overBlocking;
    private final Clocks clocks;
    private final Cases cases;
    private final CaseReaders readers;
    private final CurrentPerson person;
    private final Mapping mapping;

    /** Where a restoration stands. */
    enum State {
        WAITS_FOR_ORDER,
        BEING_CARRIED_OUT,
        CONFIRMED,
        KEPT
    }

    /** {@code occasion} is the number of what it follows from; empty for one that an officer ordered by hand. */
    record RestorationLine(
            String number,
            String caseNumber,
            RestorationKind kind,
            RestorationGround ground,
            String occasion,
            State state,
            Instant openedAt,
            Instant orderedAt,
            Instant endedAt) {}

    record TargetResponse(int no, String address, String disposition) {}

    /** One addressee of one round: {@code noticeNumber} is the notice or order that is undone, {@code said} its last word. */
    record AddresseeResponse(
            int round,
            String kind,
            String number,
            String party,
            String noticeNumber,
            Instant sentAt,
            Instant dueAt,
            String said,
            String reference,
            String remarks,
            Instant confirmedAt,
            Addressees.State state) {}

    record ConfirmationResponse(
            String letter,
            Confirmations.Outcome outcome,
            String reference,
            String remarks,
            Instant confirmedAt,
            String recordedBy,
            Instant recordedAt) {}

    /** What a person saw of a target after the addressees of that round had answered. */
    record LookResponse(int round, int no, Found found, String remarks, String lookedBy, Instant lookedAt) {}

    /** {@code dueAt} is when an officer's word is due; {@code citation} what sets that. */
    record RestorationDetail(
            RestorationLine summary,
            String reasons,
            String openedBy,
            Instant dueAt,
            String citation,
            List<TargetResponse> targets,
            List<AddresseeResponse> addressees,
            List<ConfirmationResponse> confirmations,
            List<LookResponse> looks) {}

    /** What an officer orders by hand, by the numbers of the targets in the case. */
    record OrderedRestoration(
            @NotEmpty Set<Integer> targets,
            @NotNull RestorationGround ground,
            @NotBlank @Size(max = 20_000) String reasons) {}

    /** What a measure hits that it should not. */
    record OverBlockingReport(
            @NotEmpty Set<Integer> targets,
            @NotNull OverBlocking.Reporter reporter,
            @NotBlank @Size(max = 20_000) String whatIsHit) {}

    /** What an addressee says to a letter such as {@code N-2026-000045/3}; remarks are needed where it did not do it. */
    record ConfirmationRequest(
            @NotBlank String letter,
            @NotNull Confirmations.Outcome outcome,
            @Size(max = 200) String reference,
            @NotNull Instant confirmedAt,
            @Size(max = 20_000) String remarks) {}

    @Mapper
    interface Mapping {
        RestorationLine line(Restoration restoration, String caseNumber, State state);

        AddresseeResponse addressee(Addressees.Told told);

        ConfirmationResponse confirmation(Confirmations.Confirmation confirmation);

        LookResponse look(RestorationRows.Look look);
    }

    @Operation(summary = "The restorations of a case, the oldest first")
    @GetMapping("/cases/{number}/restorations")
    List<RestorationLine> ofCase(@PathVariable String number) {
        var caseFile = readable(number);
        return restorations.of(caseFile.id()).stream()
                .map(restoration -> line(restoration, number))
                .toList();
    }

    private RestorationLine line(Restoration restoration, String caseNumber) {
        return mapping.line(restoration, caseNumber, state(restoration));
    }

    private static State state(Restoration restoration) {
        if (restoration.isOver()) {
            return State.valueOf(restoration.endedAs());
        }
        return restoration.orderedAt() == null ? State.WAITS_FOR_ORDER : State.BEING_CARRIED_OUT;
    }

    @Operation(
            summary =
                    "Order a restoration by hand: the content was removed or is gone, the measure hits too much, the body"
                            + " puts it right itself, or a court decided")
    @PostMapping(path = "/cases/{number}/restorations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Transactional
    public ResponseEntity<RestorationDetail> order(
            @PathVariable String number, @Valid @RequestBody OrderedRestoration request, Locale locale) {
        person.requireAny(Groups.AUTHORISED_BODY);
        var restoration = byHand.order(
                new ByHand.Order(number, request.targets(), request.ground(), request.reasons()), person.id());
        return created(restoration, locale);
    }

    @Operation(
            summary =
                    "Report that a measure hits what it should not; an officer says within hours whether access is restored")
    @PostMapping(path = "/cases/{number}/over-blocking-reports", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Transactional
    public ResponseEntity<RestorationDetail> report(
            @PathVariable String number, @Valid @RequestBody OverBlockingReport request, Locale locale) {
        person.requireAny(Groups.CASEWORKERS, Groups.LIAISONS, Groups.AUTHORISED_BODY);
        var caseFile = readable(number);
        return created(
                overBlocking.report(
                        new OverBlocking.Report(
                                caseFile.id(),
                                byHand.targets(caseFile, request.targets()),
                                request.reporter(),
                                request.whatIsHit(),
                                ""),
                        person.id()),
                locale);
    }

    private CaseFile readable(String number) {
        var caseFile = cases.byNumber(number);
        readers.requireOrdinary(caseFile.id());
        return caseFile;
    }

    private ResponseEntity<RestorationDetail> created(String number, Locale locale) {
        return ResponseEntity.created(URI.create("/api/v1/restorations/" + number))
                .body(detail(number, locale));
    }

    @Operation(summary = "One restoration: its targets, everyone who was told, what they said and what people saw")
    @GetMapping("/restorations/{number}")
    RestorationDetail detail(@PathVariable String number, Locale locale) {
        var restoration = restorations.byNumber(number);
        readers.requireOrdinary(restoration.caseId());
        var clock = clocks.last(Restorations.subject(number));
        return new RestorationDetail(
                line(restoration, cases.byId(restoration.caseId()).number()),
                restoration.reasons(),
                restoration.openedBy(),
                clock.map(view -> view.dueAt()).orElse(null),
                clock.map(view -> view.citation().in(locale)).orElse(null),
                restorations.targets(restoration).stream()
                        .map(target -> new TargetResponse(
                                target.no(),
                                target.originalAddress(),
                                target.disposition().name()))
                        .toList(),
                addressees.of(restoration.id()).stream().map(mapping::addressee).toList(),
                confirmations.of(restoration.id()).stream()
                        .map(mapping::confirmation)
                        .toList(),
                rows.looks(restoration.id()).stream().map(mapping::look).toList());
    }

    @Operation(
            summary =
                    "Record what a platform or owner says to a letter of the restoration; whoever waits for it goes on")
    @PostMapping(path = "/restorations/{number}/confirmations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RestorationDetail> confirm(
            @PathVariable String number, @Valid @RequestBody ConfirmationRequest request, Locale locale) {
        person.requireAny(Groups.LIAISONS);
        if (!confirmations.restorationOf(request.letter()).equals(number)) {
            throw Problem.notFound("restoration.no-letter", request.letter());
        }
        confirmations.receive(new Confirmations.NewConfirmation(
                request.letter(),
                request.outcome(),
                text(request.reference()),
                request.confirmedAt(),
                text(request.remarks()),
                person.id()));
        return created(number, locale);
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(given, "").strip();
    }
}
