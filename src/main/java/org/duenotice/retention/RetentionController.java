package org.duenotice.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Page;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Retention over HTTP: its rules, what falls due, what went, and holds on cases. */
@Tag(name = "Retention")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RetentionController {

    private static final int LARGEST_PAGE = 200;

    private final RetentionRules rules;
    private final RetentionSettings settings;
    private final DisposalLog disposals;
    private final LegalHolds holds;
    private final Cases cases;
    private final CaseAccess access;
    private final CurrentPerson person;
    private final Clock clock;

    /** @param enabled whether the nightly run takes anything away at all */
    record Falling(Instant at, boolean enabled, List<RetentionRules.Due> due) {}

    record Reasons(String reasons) {}

    @Operation(summary = "How long which records are kept on a day, by which source")
    @GetMapping("/retention/rules")
    List<RetentionRules.Rule> rules(@RequestParam(required = false) LocalDate on) {
        readers();
        return rules.on(on == null ? LawDay.of(clock.instant()) : on);
    }

    @Operation(
            summary = "What would be disposed of, now or at a moment to come, and what is held; nothing is changed",
            description = "The nightly run does exactly this once `duenotice.retention.enabled` is true.")
    @GetMapping("/retention/due")
    Falling due(@RequestParam(required = false) Instant at) {
        readers();
        var moment = at == null ? clock.instant() : at;
        return new Falling(moment, settings.enabled(), rules.due(moment));
    }

    @Operation(summary = "What was disposed of, the latest first")
    @GetMapping("/retention/disposals")
    Page<DisposalLog.Disposal> disposals(
            @RequestParam(required = false) Long after, @RequestParam(defaultValue = "50") int limit) {
        readers();
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return Page.of(disposals.latest(after, limit + 1), limit, disposal -> String.valueOf(disposal.id()));
    }

    @Operation(summary = "The holds on a case, the oldest first")
    @GetMapping("/cases/{number}/legal-holds")
    List<LegalHolds.Hold> holds(@PathVariable String number) {
        return holds.of(readable(number));
    }

    @Operation(summary = "Hold a case: nothing of it is disposed of until the hold is lifted")
    @PostMapping(path = "/cases/{number}/legal-holds", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<LegalHolds.Hold> hold(@PathVariable String number, @RequestBody Reasons request) {
        holders();
        var hold = holds.set(readable(number), request.reasons(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/cases/%s/legal-holds".formatted(number)))
                .body(hold);
    }

    @Operation(summary = "Lift a hold; the terms go on as if it had not been")
    @PostMapping(path = "/cases/{number}/legal-holds/{id}/lifting", consumes = MediaType.APPLICATION_JSON_VALUE)
    LegalHolds.Hold lift(@PathVariable String number, @PathVariable UUID id, @RequestBody Reasons request) {
        holders();
        return holds.lift(readable(number), id, request.reasons(), person.id());
    }

    private CaseFile readable(String number) {
        return access.require(cases.byNumber(number));
    }

    private void readers() {
        person.requireAny(Groups.MANAGERS, Groups.AUDITORS, Groups.LAWYERS);
    }

    private void holders() {
        person.requireAny(Groups.MANAGERS, Groups.LAWYERS);
    }
}
