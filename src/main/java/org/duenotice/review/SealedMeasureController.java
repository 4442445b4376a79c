package org.duenotice.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.duenotice.web.Page;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Measures of sealed cases for whoever answers for the work without reading it: numbers, states and days. */
@Tag(name = "Reviews of restrictions")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class SealedMeasureController {

    private static final int LARGEST_PAGE = 200;

    private final SealedReviewRows rows;
    private final CurrentPerson person;

    @Operation(
            summary =
                    "Sealed cases with measures that stand or are being undone: number, state, day, how many; `next` of a page is"
                            + " `after` of the following one")
    @GetMapping("/sealed-measures")
    Page<SealedReviewRows.Line> list(
            @RequestParam(required = false) String after, @RequestParam(defaultValue = "50") int limit) {
        person.requireAny(Groups.SEALED_MATERIAL, Groups.MANAGERS, Groups.AUDITORS);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return Page.of(rows.lines(after == null ? "" : after, limit + 1), limit, SealedReviewRows.Line::key);
    }
}
