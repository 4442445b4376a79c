package org.duenotice.accounting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Counts of any past moment, and the check that nothing was lost. */
@Tag(name = "Accounting")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class AccountingController {

    private final PastCounts counts;
    private final Conservation conservation;
    private final CurrentPerson person;
    private final Clock clock;

    @Operation(summary = "How many cases, targets, measures, notices and appeals stood where, now or at a past moment")
    @GetMapping("/counts")
    PastCounts.Counts counts(
            @RequestParam(required = false) Instant asOf, @RequestParam(required = false) Instant knownAt) {
        return counts.at(asOf == null ? clock.instant() : asOf, knownAt);
    }

    @Operation(summary = "The detections of a period against the sum over their dispositions")
    @GetMapping("/conservation")
    Conservation.Report period(@RequestParam Instant from, @RequestParam Instant to) {
        return shown(conservation.ofPeriod(from, to));
    }

    @Operation(summary = "The detections of an import against the sum over their dispositions")
    @GetMapping("/conservation/imports/{id}")
    Conservation.Report ofImport(@PathVariable UUID id) {
        return shown(conservation.ofImport(id));
    }

    private Conservation.Report shown(Conservation.Report report) {
        return person.isIn(Groups.SEALED_MATERIAL) || person.isIn(Groups.MANAGERS) ? report : report.withoutSealed();
    }
}
