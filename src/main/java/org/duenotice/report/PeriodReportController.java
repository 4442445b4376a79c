package org.duenotice.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports over HTTP, for those who answer for the work and those who check it. */
@Tag(name = "Reports")
@RestController
@RequestMapping("/api/v1/reports")
@RequiredArgsConstructor
class PeriodReportController {

    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final PeriodReports reports;
    private final Sentences sentences;
    private final ReportFiles files;
    private final ReportPaper paper;
    private final AsOf asOf;
    private final CurrentPerson person;

    /** The figures, and what is said of them in the reader's language. */
    record Told(PeriodReport figures, String conservation, String errors, String openWork) {}

    @Operation(
            summary = "What a period brought and what became of it, as it stood at its end",
            description =
                    "Days in Asia/Almaty, both inclusive; at most a year. Also as `period.csv`, `period.xlsx` and `period.pdf`."
                            + " `lang` is kk, ru or en.")
    @GetMapping(path = "/period", produces = MediaType.APPLICATION_JSON_VALUE)
    Told period(@RequestParam LocalDate from, @RequestParam LocalDate to, Locale language) {
        var report = report(from, to);
        return new Told(
                report,
                sentences.conservation(report.dispositions(), language),
                sentences.errors(report.undone(), language),
                sentences.openWork(report.openWork(), language));
    }

    @Operation(summary = "The same as CSV, one figure a line")
    @GetMapping(path = "/period.csv", produces = "text/csv")
    void csv(@RequestParam LocalDate from, @RequestParam LocalDate to, Locale language, HttpServletResponse response)
            throws IOException {
        var report = report(from, to);
        attached(response, "text/csv; charset=UTF-8", report, "csv");
        files.csv(report, language, response.getOutputStream());
    }

    @Operation(summary = "The same as a workbook, a sheet a table")
    @GetMapping(path = "/period.xlsx", produces = SHEET)
    void workbook(
            @RequestParam LocalDate from, @RequestParam LocalDate to, Locale language, HttpServletResponse response)
            throws IOException {
        var report = report(from, to);
        attached(response, SHEET, report, "xlsx");
        files.workbook(report, language, response.getOutputStream());
    }

    @Operation(summary = "The same on paper, with charts")
    @GetMapping(path = "/period.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(@RequestParam LocalDate from, @RequestParam LocalDate to, Locale language) {
        var report = report(from, to);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition("inline", report, "pdf"))
                .body(paper.print(report, language));
    }

    @Operation(
            summary = "How many targets had been found and removed at the end of a day, by platform, from the history")
    @GetMapping(path = "/as-of", produces = MediaType.APPLICATION_JSON_VALUE)
    AsOf.Told asOf(@RequestParam LocalDate at, Locale language) {
        allowed();
        return asOf.at(at, language);
    }

    @Operation(summary = "The same as plain sentences")
    @GetMapping(path = "/as-of.txt", produces = "text/plain; charset=UTF-8")
    String sentences(@RequestParam LocalDate at, Locale language) {
        allowed();
        return String.join("\n", asOf.at(at, language).text()) + "\n";
    }

    private PeriodReport report(LocalDate from, LocalDate to) {
        allowed();
        return reports.of(from, to);
    }

    private void allowed() {
        person.requireAny(Groups.MANAGERS, Groups.AUDITORS);
    }

    private static void attached(HttpServletResponse response, String type, PeriodReport report, String ending) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition("attachment", report, ending));
    }

    private static String disposition(String how, PeriodReport report, String ending) {
        return "%s; filename=\"report-%s-%s.%s\"".formatted(how, report.from(), report.to(), ending);
    }
}
