package org.duenotice.operator;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Page;
import org.mapstruct.Mapper;
import org.springframework.core.io.ByteArrayResource;
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

/** Orders to operators over HTTP: search, the whole of one, what operators confirm, and its cancellation. */
@Tag(name = "Orders")
@RestController
@RequestMapping(path = "/api/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class OrderController {

    private static final int LARGEST_PAGE = 200;

    private final Orders orders;
    private final Cancellations cancellations;
    private final Executions executions;
    private final OrderPaper paper;
    private final Clocks clocks;
    private final Cases cases;
    private final CurrentPerson person;
    private final Mapping mapping;

    /**
     * An order; {@code cancels} is the number of the one it takes back, {@code cancellations} are those that take it back, whole or in
     * part, {@code cancelledBy} the last of them once nothing is left.
     */
    record OrderLine(
            String number,
            OrderKind kind,
            String caseNumber,
            String cancels,
            String cancelledBy,
            List<String> cancellations,
            Instant issuedAt,
            Instant closedAt) {}

    record ItemResponse(int no, String address, String canonicalKey, String scope, boolean cancelled) {}

    /** One operator: {@code dueAt} is when its confirmation is due, {@code clock} where that clock stands. */
    record ExecutionResponse(
            String operatorCode,
            String operatorName,
            ExecutionState state,
            String words,
            Instant sentAt,
            Instant dueAt,
            String citation,
            String clock) {}

    record ConfirmationResponse(
            String operatorCode,
            Executions.Outcome outcome,
            String reference,
            String remarks,
            Instant confirmedAt,
            String recordedBy) {}

    record OrderDetail(
            OrderLine summary,
            String reasons,
            String issuedBy,
            String pdf,
            List<ItemResponse> items,
            List<ExecutionResponse> executions,
            List<ConfirmationResponse> confirmations) {}

    /** What an operator reports; remarks are needed where it cannot carry out the order. */
    record ConfirmationRequest(
            @NotBlank String operatorCode,
            @NotNull Executions.Outcome outcome,
            @Size(max = 200) String reference,
            @NotNull Instant confirmedAt,
            @Size(max = 20_000) String remarks) {}

    record CancellationRequest(@NotBlank @Size(max = 20_000) String reasons) {}

    @Mapper
    interface Mapping {
        OrderLine line(Order order, String caseNumber, String cancels, String cancelledBy, List<String> cancellations);

        ItemResponse item(OrderItem item);

        ConfirmationResponse confirmation(Executions.Confirmation confirmation);
    }

    @Operation(
            summary =
                    "Find orders, newest first; `failed=true` those that an operator did not carry out; `next` of a page"
                            + " is `after` of the following one")
    @GetMapping
    Page<OrderLine> search(
            @RequestParam(required = false) Boolean failed,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var found = orders.search(failed, after, limit + 1);
        var numbers = cases.numbers(found.stream().map(Order::caseId).collect(Collectors.toSet()));
        return Page.of(found, limit, Order::number).map(order -> line(order, numbers.get(order.caseId())));
    }

    private OrderLine line(Order order, String caseNumber) {
        var cancelling = orders.cancellations(order).stream().map(Order::number).toList();
        return mapping.line(
                order,
                caseNumber,
                order.cancels() == null ? null : orders.byId(order.cancels()).number(),
                cancelling.isEmpty() || orders.isInForce(order) ? null : cancelling.get(cancelling.size() - 1),
                cancelling);
    }

    @Operation(summary = "One order: its targets, its operators and what each of them confirmed")
    @GetMapping("/{number}")
    OrderDetail detail(@PathVariable String number, Locale locale) {
        var order = orders.byNumber(number);
        return new OrderDetail(
                line(order, cases.byId(order.caseId()).number()),
                order.reasons(),
                order.issuedBy(),
                "/api/v1/orders/" + number + "/pdf",
                orders.items(order.id()).stream().map(mapping::item).toList(),
                executions.of(order.id()).stream()
                        .map(execution -> execution(order, execution, locale))
                        .toList(),
                executions.confirmations(order.id()).stream()
                        .map(mapping::confirmation)
                        .toList());
    }

    private ExecutionResponse execution(Order order, Execution execution, Locale locale) {
        var clock = clocks.of(order.caseId()).stream()
                .filter(view -> view.subject().equals(order.number() + "/" + execution.operatorCode()))
                .reduce((earlier, later) -> later);
        return new ExecutionResponse(
                execution.operatorCode(),
                execution.operatorName(),
                execution.state(),
                execution.words(),
                execution.sentAt(),
                clock.map(view -> view.dueAt()).orElse(null),
                clock.map(view -> view.citation().in(locale)).orElse(null),
                clock.map(view -> view.state()).orElse(null));
    }

    @Operation(summary = "The order as it was put on paper")
    @GetMapping(path = "/{number}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<Resource> pdf(@PathVariable String number) {
        var order = orders.byNumber(number);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(number + ".pdf")
                                .build()
                                .toString())
                .header("X-Content-SHA256", order.pdfSha256())
                .contentType(MediaType.APPLICATION_PDF)
                .body(new ByteArrayResource(paper.bytes(order.pdfSha256())));
    }

    @Operation(summary = "Record what one operator confirmed; whoever waits for it goes on")
    @PostMapping(path = "/{number}/confirmations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderDetail> confirm(
            @PathVariable String number, @Valid @RequestBody ConfirmationRequest request, Locale locale) {
        person.requireAny(Groups.AUTHORISED_BODY);
        executions.receive(new Executions.NewConfirmation(
                orders.byNumber(number).number(),
                request.operatorCode(),
                request.outcome(),
                text(request.reference()),
                request.confirmedAt(),
                text(request.remarks()),
                person.id()));
        return ResponseEntity.created(URI.create("/api/v1/orders/" + number)).body(detail(number, locale));
    }

    @Operation(summary = "Cancel an order at once: every operator that got it gets the cancellation, and confirms it")
    @PostMapping(path = "/{number}/cancellation", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderDetail> cancel(
            @PathVariable String number, @Valid @RequestBody CancellationRequest request, Locale locale) {
        person.requireAny(Groups.AUTHORISED_BODY);
        var cancelling = cancellations.cancel(number, request.reasons(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/orders/" + cancelling))
                .body(detail(cancelling, locale));
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(given, "").strip();
    }
}
