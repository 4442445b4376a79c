package org.duenotice.access;

import static org.duenotice.security.Groups.AUDITORS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import lombok.RequiredArgsConstructor;
import org.duenotice.access.Views.Listing;
import org.duenotice.access.Views.View;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.Page;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The access log over HTTP, for auditors; that they read it is in it as well. */
@Tag(name = "Access log")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ViewController {

    private static final int LARGEST_PAGE = 200;

    private final Views views;
    private final Cases cases;
    private final CurrentPerson person;

    @Operation(summary = "Who saw a case, when and by which way, the latest first")
    @GetMapping("/cases/{number}/views")
    Page<View> views(
            @PathVariable String number,
            @RequestParam(required = false) Long after,
            @RequestParam(defaultValue = "50") int limit) {
        person.requireAny(AUDITORS);
        var found = views.of(cases.byNumber(number).id(), after, checked(limit) + 1);
        return Page.of(found, limit, view -> String.valueOf(view.id()));
    }

    @Operation(summary = "Who searched for and took away which cases, the latest first")
    @GetMapping("/search-log")
    Page<Listing> listings(
            @RequestParam(name = "person", required = false) String who,
            @RequestParam(required = false) Long after,
            @RequestParam(defaultValue = "50") int limit) {
        person.requireAny(AUDITORS);
        var found = views.listings(who, after, checked(limit) + 1);
        return Page.of(found, limit, listing -> String.valueOf(listing.id()));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return limit;
    }
}
