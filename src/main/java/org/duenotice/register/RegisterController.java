package org.duenotice.register;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.web.Page;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The registers over HTTP: as they are, as they were on a day or were known at a moment, each row's history, and what rests on it. */
@Tag(name = "Registers")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class RegisterController {

    private static final int LARGEST_PAGE = 200;
    private static final String REGISTER =
            "/{register:legal-bases|judicial-acts|competences|deadline-rules|calendar-years|calendar-days|platform-contacts"
                    + "|platform-profiles|operators|bodies}";
    private static final String WITH_IMPACT =
            "/{register:legal-bases|judicial-acts|bodies|platform-profiles}/{id}/impact";

    private final RegisterRows rows;
    private final RegisterFormat format;
    private final Impacts impacts;

    /** A row as it was recorded; {@code row} has the fields of docs/registers.md. */
    record RowResponse(UUID id, Instant recordedAt, JsonNode row) {}

    /** What rests on a row: how many of each kind, and one page of them. */
    record ImpactResponse(Map<Resting.Kind, Long> counts, List<Resting> items, String next) {}

    @Operation(
            summary =
                    "Rows of a register by key; `validOn` a day of the world, `recordedAt` a moment of what was known; `next` of"
                            + " a page is `after` of the following one")
    @GetMapping(REGISTER)
    Page<RowResponse> list(
            @PathVariable String register,
            @RequestParam(required = false) LocalDate validOn,
            @RequestParam(required = false) Instant recordedAt,
            @RequestParam(required = false) UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        checkLimit(limit);
        var found = rows.list(Register.of(register), validOn, recordedAt, after, limit + 1);
        return Page.of(found, limit, version -> version.id().toString()).map(this::response);
    }

    @Operation(summary = "One row exactly as it was recorded under this id")
    @GetMapping(REGISTER + "/{id}")
    RowResponse detail(@PathVariable String register, @PathVariable UUID id) {
        return response(rows.get(Register.of(register), id));
    }

    @Operation(summary = "Every recorded version of the row, the last one first")
    @GetMapping(REGISTER + "/{id}/history")
    List<RowResponse> history(@PathVariable String register, @PathVariable UUID id) {
        return rows.history(Register.of(register), id).stream()
                .map(this::response)
                .toList();
    }

    @Operation(
            summary =
                    "What rests on any version of the row: qualifications, restrictions, notices, orders, referrals; what was sent to a"
                            + " body or platform under that name")
    @GetMapping(WITH_IMPACT)
    ImpactResponse impact(
            @PathVariable String register,
            @PathVariable UUID id,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        checkLimit(limit);
        var found = impacts.of(Register.of(register), id, after, limit + 1);
        var page = Page.of(found, limit, Resting::place);
        return new ImpactResponse(impacts.byKind(Register.of(register), id), page.items(), page.next());
    }

    private RowResponse response(RegisterRows.Version version) {
        return new RowResponse(version.id(), version.recordedAt(), format.node(version.row()));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
    }
}
