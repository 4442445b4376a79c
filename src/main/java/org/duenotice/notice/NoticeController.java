package org.duenotice.notice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Cases;
import org.duenotice.channel.ChannelKind;
import org.duenotice.channel.Proof;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Page;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Notices over HTTP: search, the whole correspondence of one, its letters on paper, and the answers of platforms. */
@Tag(name = "Notices")
@RestController
@RequestMapping(path = "/api/v1/notices", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class NoticeController {

    private static final int LARGEST_PAGE = 200;

    private final Notices notices;
    private final Letters letters;
    private final Deliveries deliveries;
    private final DeliveryProofs proofs;
    private final InboundMails mails;
    private final Answers answers;
    private final Gates gates;
    private final Clocks clocks;
    private final Cases cases;
    private final CurrentPerson person;
    private final Mapping mapping;

    record NoticeLine(
            String number,
            String caseNumber,
            String platformCode,
            NoticeState state,
            Instant createdAt,
            Instant closedAt) {}

    /** A target by its number in the case; {@code verified} is absent while nobody looked. */
    record ItemResponse(
            int no,
            String address,
            String canonicalKey,
            ItemOutcome outcome,
            RefusalGround ground,
            Boolean verified,
            boolean settled) {}

    record AttemptResponse(
            int no,
            ChannelKind channel,
            String address,
            String messageId,
            String state,
            String words,
            Instant finishedAt) {}

    /** What shows that a letter was sent, received or not received. */
    record ProofResponse(int attemptNo, Proof.Kind kind, String words, Instant happenedAt, String recordedBy) {}

    /** A mail that came in on the notice; the message itself is among the evidence of the case. */
    record MailResponse(String number, String sender, String subject, String report, Instant receivedAt) {}

    /** A letter; {@code checkCode} is the code printed on it, {@code pdf} where it can be read. */
    record LetterResponse(
            String number,
            LetterKind kind,
            String recipient,
            String address,
            String checkCode,
            Instant composedAt,
            String pdf,
            List<String> missing,
            List<AttemptResponse> attempts,
            List<ProofResponse> proofs) {}

    record ClockResponse(String rule, String citation, String state, Instant startedAt, Instant dueAt) {}

    record ItemAnswerResponse(int no, ItemOutcome outcome, RefusalGround ground) {}

    record AnswerResponse(
            UUID id,
            Answers.Channel channel,
            Answers.Kind kind,
            String reference,
            String remarks,
            Instant answeredAt,
            String recordedBy,
            boolean late,
            boolean repeated,
            List<ItemAnswerResponse> items) {}

    /** A person's choice at a gate; a formal order carries the second person's word once it is given. */
    record DecisionResponse(
            Gates.Choice choice,
            Integer newTermHours,
            String reasons,
            String decidedBy,
            Instant decidedAt,
            Gates.Approval approval,
            String approvalRemarks,
            String approvedBy) {}

    record GateResponse(
            Gates.Cause cause,
            Gates.Choice proposedStep,
            String why,
            Instant openedAt,
            List<DecisionResponse> decisions) {}

    record NoticeDetail(
            NoticeLine summary,
            List<ItemResponse> items,
            List<LetterResponse> letters,
            List<ClockResponse> clocks,
            List<AnswerResponse> answers,
            List<MailResponse> mails,
            List<GateResponse> gates) {}

    /** What the platform did with one target, by its number in the notice; a refusal names its ground. */
    record ItemAnswerRequest(@NotNull Integer no, @NotNull ItemOutcome outcome, RefusalGround ground) {}

    /**
     * An answer; {@code reference} is the platform's own. Targets that are not named stay as they are; a kind other than OUTCOME, which
     * is the usual one, names none.
     */
    record AnswerRequest(
            Answers.Kind kind,
            @Size(max = 200) String reference,
            @NotNull Instant answeredAt,
            @Size(max = 20_000) String remarks,
            @Size(max = Cases.MOST_TARGETS) List<@Valid @NotNull ItemAnswerRequest> items) {

        AnswerRequest {
            kind = kind == null ? Answers.Kind.OUTCOME : kind;
            items = items == null ? List.of() : items;
        }
    }

    @Mapper
    interface Mapping {
        NoticeLine line(Notice notice, String caseNumber);

        ItemResponse item(NoticeItem item);

        AttemptResponse attempt(Deliveries.Attempt attempt);

        @org.mapstruct.Mapping(target = "checkCode", expression = "java(letter.checkCode())")
        @org.mapstruct.Mapping(
                target = "pdf",
                expression = "java(\"/api/v1/notices/\" + notice + \"/letters/\" + letter.no() + \"/pdf\")")
        @org.mapstruct.Mapping(target = "missing", expression = "java(letter.missingParts())")
        LetterResponse letter(
                Letter letter, String notice, List<Deliveries.Attempt> attempts, List<DeliveryProofs.Kept> proofs);

        ProofResponse proof(DeliveryProofs.Kept proof);

        MailResponse mail(InboundMail mail);

        AnswerResponse answer(Answers.Answer answer, List<Answers.ItemAnswer> items);

        DecisionResponse decision(Gates.Decision decision);

        Answers.ItemAnswer item(ItemAnswerRequest item);
    }

    @Operation(summary = "Find notices, newest first; `next` of a page is `after` of the following one")
    @GetMapping
    Page<NoticeLine> search(
            @RequestParam(required = false) NoticeState state,
            @RequestParam(required = false) String platform,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var found = notices.search(new Notices.Search(state == null ? null : state.name(), platform, after, limit + 1));
        var numbers = cases.numbers(found.stream().map(Notice::caseId).collect(Collectors.toSet()));
        return Page.of(found, limit, Notice::number).map(notice -> mapping.line(notice, numbers.get(notice.caseId())));
    }

    @Operation(summary = "One notice: its targets, letters, clocks, answers and gates")
    @GetMapping("/{number}")
    NoticeDetail detail(@PathVariable String number, Locale locale) {
        var notice = notices.byNumber(number);
        return new NoticeDetail(
                mapping.line(notice, cases.byId(notice.caseId()).number()),
                notices.items(notice.id()).stream().map(mapping::item).toList(),
                letters.of(notice.id()).stream()
                        .map(letter ->
                                mapping.letter(letter, number, deliveries.attempts(letter), proofs.of(letter.id())))
                        .toList(),
                clocksOf(notice, locale),
                answers.of(notice.id()).stream().map(this::answer).toList(),
                mails.of(notice.id()).stream().map(mapping::mail).toList(),
                gatesOf(notice, locale));
    }

    private List<ClockResponse> clocksOf(Notice notice, Locale locale) {
        return clocks.of(notice.caseId()).stream()
                .filter(view -> view.subject().equals(notice.number()))
                .map(view -> new ClockResponse(
                        view.rule(), view.citation().in(locale), view.state(), view.startedAt(), view.dueAt()))
                .toList();
    }

    private AnswerResponse answer(Answers.Answer answer) {
        return mapping.answer(answer, answers.items(answer.id()));
    }

    private List<GateResponse> gatesOf(Notice notice, Locale locale) {
        var decisions = gates.decisions(notice.id()).stream().collect(Collectors.groupingBy(Gates.Decision::gateId));
        return gates.of(notice.id()).stream()
                .map(gate -> new GateResponse(
                        gate.cause(),
                        gate.step(),
                        gate.why(locale),
                        gate.openedAt(),
                        decisions.getOrDefault(gate.id(), List.of()).stream()
                                .map(mapping::decision)
                                .toList()))
                .toList();
    }

    @Operation(summary = "A letter as it was put on paper; `n` is what stands after the slash of its number")
    @GetMapping(path = "/{number}/letters/{n}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<Resource> pdf(@PathVariable String number, @PathVariable int n) {
        var letter = letters.byNumber(notices.byNumber(number).number() + "/" + n);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(letter.number().replace('/', '-') + ".pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-SHA256", letter.pdfSha256())
                .contentType(MediaType.APPLICATION_PDF)
                .body(new InputStreamResource(letters.pdf(letter)));
    }

    @Operation(summary = "Record what a platform answered, target by target; whoever waits for it goes on")
    @PostMapping(path = "/{number}/answers", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AnswerResponse> receive(@PathVariable String number, @Valid @RequestBody AnswerRequest request) {
        person.requireAny(Groups.LIAISONS);
        var id = answers.receive(new Answers.NewAnswer(
                number,
                Answers.Channel.API,
                request.kind(),
                text(request.reference()),
                request.items().stream().map(mapping::item).toList(),
                request.answeredAt(),
                text(request.remarks()),
                person.id()));
        var stored = answers.of(notices.byNumber(number).id()).stream()
                .filter(answer -> answer.id().equals(id))
                .findFirst()
                .orElseThrow();
        return ResponseEntity.created(URI.create("/api/v1/notices/" + number)).body(answer(stored));
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(given, "").strip();
    }
}
