package org.duenotice.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.access.Views;
import org.duenotice.access.Views.ListedBy;
import org.duenotice.casefile.CaseState;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Page;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases over HTTP: finding them, and files of what was found. */
@Tag(name = "Cases")
@RestController
@RequiredArgsConstructor
class SearchController {

    private static final int LARGEST_PAGE = 200;
    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CaseSearch search;
    private final Rows rows;
    private final CaseExports exports;
    private final Views views;
    private final CurrentPerson person;

    /** The order of a list. */
    enum Sort {
        NEWEST,
        RELEVANCE
    }

    record CaseLine(
            String number,
            String category,
            String source,
            CaseState state,
            Instant openedAt,
            Instant closedAt,
            String closeReason,
            int targets,
            List<String> platforms,
            Instant dueAt) {}

    @Operation(
            summary =
                    "Find cases, newest first, or the best fitting words first; `next` of a page is `after` of the following one",
            description =
                    "All parts that are given have to fit. `q` takes anything: a number, an address in any spelling, a host, or words."
                            + " In words, `\"quoted\"` ones stand together, `-this` is not there, `one OR other`, `begin*`.")
    @GetMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<CaseLine> find(
            @ParameterObject @ModelAttribute Asked asked,
            @RequestParam(defaultValue = "NEWEST") Sort sort,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        var query = asked.query();
        var found = search.find(asked, person.groups(), sort == Sort.RELEVANCE, after, limit + 1);
        var page = Page.of(found, limit, CaseSearch.Found::key);
        var lines =
                rows.of(page.items().stream().map(CaseSearch.Found::caseFile).toList());
        views.listed(ListedBy.SEARCH, query, lines.size());
        return new Page<>(lines.stream().map(SearchController::line).toList(), page.next());
    }

    private static CaseLine line(Rows.Row row) {
        var found = row.caseFile();
        return new CaseLine(
                found.number(),
                found.category(),
                found.source(),
                found.state(),
                found.openedAt(),
                found.closedAt(),
                found.closeReason(),
                row.targets(),
                row.platforms(),
                row.dueAt());
    }

    @Operation(summary = "All cases that fit as a CSV file for spreadsheets, its heads in the reader's language")
    @GetMapping(path = "/api/v1/cases.csv", produces = "text/csv")
    void csv(@ParameterObject @ModelAttribute Asked asked, Locale language, HttpServletResponse response)
            throws IOException {
        attached(response, "text/csv; charset=UTF-8", "cases.csv");
        exports.csv(asked, language, response.getOutputStream());
    }

    @Operation(summary = "All cases that fit as an XLSX sheet, its heads in the reader's language")
    @GetMapping(path = "/api/v1/cases.xlsx", produces = SHEET)
    void sheet(@ParameterObject @ModelAttribute Asked asked, Locale language, HttpServletResponse response)
            throws IOException {
        attached(response, SHEET, "cases.xlsx");
        exports.sheet(asked, language, response.getOutputStream());
    }

    private static void attached(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name));
    }
}
