package org.duenotice.citizen;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports of people outside over HTTP: taken and told about without a login; who sent one, only for whoever has to answer. */
@Tag(name = "Citizens' reports")
@RestController
@RequiredArgsConstructor
class ReportController {

    private final CitizenReports reports;
    private final ReportLimits limits;
    private final CurrentPerson person;
    private final Mapping mapping;

    /** Name and contact belong to a report that is not anonymous. */
    record ReportRequest(
            @NotBlank String category,
            @NotBlank @Size(max = 5000) String description,
            @NotEmpty @Size(max = CitizenReports.MOST_ADDRESSES) List<@Size(max = 4000) String> addresses,
            @NotBlank String language,
            boolean anonymous,
            @Size(max = 200) String name,
            @Size(max = 200) String contact) {}

    record ReceiptResponse(String number, String code) {}

    record StatusResponse(String number, Told told, Instant receivedAt, Instant closedAt) {}

    record ReasonRequest(@NotBlank @Size(max = 2000) String reason) {}

    record ReporterResponse(String number, boolean anonymous, String language, String name, String contact) {}

    @Mapper
    interface Mapping {
        CitizenReports.NewReport report(ReportRequest request);

        ReceiptResponse receipt(CitizenReports.Receipt receipt);

        StatusResponse status(CitizenReports.Status status);

        ReporterResponse reporter(CitizenReports.Reporter reporter);
    }

    @Operation(summary = "Report content without a login; number and code of the answer are the only key to it")
    @PostMapping(
            path = "/public/v1/reports",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ReceiptResponse> take(@Valid @RequestBody ReportRequest request, HttpServletRequest from) {
        var receipt = limits.within(from.getRemoteAddr(), () -> reports.receive(mapping.report(request)));
        return ResponseEntity.created(URI.create("/public/v1/reports/" + receipt.number()))
                .body(mapping.receipt(receipt));
    }

    @Operation(summary = "What became of a report, for whoever holds its receipt")
    @GetMapping(path = "/public/v1/reports/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    StatusResponse status(@PathVariable String number, @RequestParam @Size(max = 60) String code) {
        return mapping.status(reports.status(number, code));
    }

    @Operation(summary = "Who sent a report, to answer them; who asks and why is kept")
    @PostMapping(
            path = "/api/v1/citizen-reports/{number}/reporter",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ReporterResponse reporter(@PathVariable String number, @Valid @RequestBody ReasonRequest request) {
        person.requireAny(Groups.LIAISONS);
        return mapping.reporter(reports.reporter(number, request.reason(), person.id()));
    }
}
