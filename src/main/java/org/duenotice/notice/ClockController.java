package org.duenotice.notice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Page;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Clocks over HTTP: which run, stand still or ran out, and what people change about them, always with a reason. */
@Tag(name = "Clocks")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ClockController {

    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_REASON = 2_000;

    private final Clocks clocks;
    private final OpenClocks openClocks;
    private final Cases cases;
    private final CurrentPerson person;

    /** How a clock stands. */
    enum State {
        RUNNING,
        PAUSED,
        MET,
        BREACHED,
        CANCELLED,
        /** A term that nobody owes anything by, such as that of an objection, is over. */
        ENDED
    }

    /** A clock; {@code subject} is the number it runs over. While it is paused, {@code dueAt} is when it would have ended. */
    record ClockLine(
            UUID id,
            String subject,
            String caseNumber,
            String rule,
            String citation,
            String state,
            Instant stateSince,
            Instant startedAt,
            Instant dueAt) {}

    record PauseRequest(@NotBlank @Size(max = LONGEST_REASON) String reason) {}

    record ResumptionRequest(@NotBlank @Size(max = LONGEST_REASON) String reason) {}

    record CorrectionRequest(@NotNull Instant startedAt, @NotBlank @Size(max = LONGEST_REASON) String reason) {}

    @Operation(summary = "Find clocks, due first; `next` of a page is `after` of the following one")
    @GetMapping("/clocks")
    Page<ClockLine> search(
            @RequestParam(required = false) State state,
            @RequestParam(required = false) Instant dueBefore,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit,
            Locale locale) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var found = clocks.search(
                new Clocks.Search(state == null ? null : state.name(), dueBefore, place(after), limit + 1));
        var numbers = cases.numbers(found.stream().map(ClockView::caseId).collect(Collectors.toSet()));
        return Page.of(found, limit, clock -> clock.dueAt() + "_" + clock.id())
                .map(clock -> response(clock, numbers, locale));
    }

    private static Clocks.Place place(String after) {
        if (after == null) {
            return null;
        }
        try {
            var parts = after.split("_", 2);
            return new Clocks.Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Problem.invalid("clock.after");
        }
    }

    @Operation(summary = "One clock")
    @GetMapping("/clocks/{id}")
    ClockLine detail(@PathVariable UUID id, Locale locale) {
        return response(clocks.get(id), locale);
    }

    @Operation(summary = "Stop a running clock: it stands still until it is let go on")
    @PostMapping(path = "/clocks/{id}/pauses", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClockLine pause(@PathVariable UUID id, @Valid @RequestBody PauseRequest request, Locale locale) {
        person.requireAny(Groups.LIAISONS, Groups.MANAGERS);
        return response(openClocks.pause(id, request.reason().strip(), person.id()), locale);
    }

    @Operation(summary = "Let a paused clock go on with what is left of its term")
    @PostMapping(path = "/clocks/{id}/resumptions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClockLine resume(@PathVariable UUID id, @Valid @RequestBody ResumptionRequest request, Locale locale) {
        person.requireAny(Groups.LIAISONS, Groups.MANAGERS);
        return response(openClocks.resume(id, request.reason().strip(), person.id()), locale);
    }

    @Operation(summary = "Count the term of an open clock from another receipt time")
    @PostMapping(path = "/clocks/{id}/corrections", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClockLine correct(@PathVariable UUID id, @Valid @RequestBody CorrectionRequest request, Locale locale) {
        person.requireAny(Groups.LIAISONS, Groups.MANAGERS);
        return response(
                openClocks.correct(id, request.startedAt(), request.reason().strip(), person.id()), locale);
    }

    private ClockLine response(ClockView clock, Locale locale) {
        return response(clock, Map.of(clock.caseId(), cases.byId(clock.caseId()).number()), locale);
    }

    private static ClockLine response(ClockView clock, Map<UUID, String> numbers, Locale locale) {
        return new ClockLine(
                clock.id(),
                clock.subject(),
                numbers.get(clock.caseId()),
                clock.rule(),
                clock.citation().in(locale),
                clock.state(),
                clock.stateSince(),
                clock.startedAt(),
                clock.dueAt());
    }
}
