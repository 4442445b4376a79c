package org.duenotice.register;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
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

/** Changes of registers over HTTP: propose one, load a file of rows, look through what is under way. */
@Tag(name = "Registers")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ChangeController {

    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_TEXT = 4_000;

    private final Changes changes;
    private final ChangeViews views;
    private final RegisterFiles files;
    private final CurrentPerson person;

    /** {@code register} as in its address, {@code rows} one row or a list, as they are to read (docs/registers.md). */
    record ChangeRequest(
            @NotBlank String register, @NotNull JsonNode rows, @NotBlank @Size(max = LONGEST_TEXT) String reasons) {}

    /** A change in a list. */
    record ChangeLine(
            String number,
            String register,
            ChangeState state,
            String rowKey,
            String reasons,
            String openedBy,
            Instant openedAt,
            String preparedBy,
            String decidedBy) {}

    @Operation(summary = "Propose rows of a register; a second person approves them")
    @PostMapping(path = "/register-changes", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChangeResponse> propose(@Valid @RequestBody ChangeRequest request) {
        person.requireAny(Groups.REGISTRARS);
        var number = changes.propose(Register.of(request.register()), request.rows(), request.reasons(), person.id());
        return ResponseEntity.created(URI.create("/api/v1/register-changes/" + number))
                .body(views.response(number));
    }

    @Operation(
            summary =
                    "Propose what a YAML file has and the registers do not: one change per register, as for a first load")
    @PostMapping(path = "/register-files", consumes = "application/yaml")
    RegisterFiles.Loaded load(@RequestParam String reasons, @RequestBody String file) {
        person.requireAny(Groups.REGISTRARS);
        return files.propose(file, reasons, person.id());
    }

    @Operation(summary = "Changes, the newest first; `next` of a page is `after` of the following one")
    @GetMapping("/register-changes")
    Page<ChangeLine> search(
            @RequestParam(required = false) String register,
            @RequestParam(required = false) ChangeState state,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var found = changes.search(register == null ? null : Register.of(register), state, after, limit + 1);
        return Page.of(found, limit, Change::number).map(ChangeController::line);
    }

    @Operation(summary = "One change with its rows, what they change, and what rests on the rows they replace")
    @GetMapping("/register-changes/{number}")
    ChangeResponse detail(@PathVariable String number) {
        return views.response(number);
    }

    private static ChangeLine line(Change change) {
        return new ChangeLine(
                change.number(),
                change.register().getPath(),
                change.state(),
                change.rowKey(),
                change.reasons(),
                change.openedBy(),
                change.openedAt(),
                change.preparedBy(),
                change.decidedBy());
    }
}
