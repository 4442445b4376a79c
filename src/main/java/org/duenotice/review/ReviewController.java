package org.duenotice.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.MeasureState;
import org.duenotice.web.Page;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What stands, when it falls due, and how its reviews stand. */
@Tag(name = "Reviews of restrictions")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ReviewController {

    private static final int LARGEST_PAGE = 200;

    private final MeasureViews views;

    /** A review with its measures. */
    record ReviewDetail(MeasureViews.ReviewLine review, List<MeasureViews.ReviewMeasure> measures) {}

    @Operation(
            summary =
                    "Measures that stand, by the day on which they end if nobody decides anew; `next` of a page is `after` of the following one")
    @GetMapping("/measures")
    Page<MeasureViews.MeasureLine> measures(
            @RequestParam(name = "due-before", required = false) LocalDate dueBefore,
            @RequestParam(required = false) MeasureState state,
            @RequestParam(required = false) String basis,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        checkLimit(limit);
        return Page.of(
                views.measures(dueBefore, state, basis, MeasureViews.Place.of(after), limit + 1),
                limit,
                measure -> MeasureViews.Place.of(measure.dueOn(), measure.id()));
    }

    @Operation(
            summary =
                    "How many measures stand where, what falls due within 30 days, and the reviews that are open or overdue")
    @GetMapping("/measures/summary")
    MeasureViews.Summary summary() {
        return views.summary();
    }

    @Operation(summary = "What stands by the provision it rests on, what falls due first at the beginning")
    @GetMapping("/measures/by-basis")
    List<MeasureViews.BasisLine> byBasis() {
        return views.byBasis();
    }

    @Operation(summary = "Reviews by their last day; `next` of a page is `after` of the following one")
    @GetMapping("/restriction-reviews")
    Page<MeasureViews.ReviewLine> reviews(
            @RequestParam(required = false) Boolean open,
            @RequestParam(required = false) Boolean overdue,
            @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "50") int limit) {
        checkLimit(limit);
        return Page.of(
                views.reviews(open, overdue, MeasureViews.Place.of(after), limit + 1),
                limit,
                review -> MeasureViews.Place.of(review.dueOn(), review.number()));
    }

    @Operation(summary = "One review: its measures and what became of each")
    @GetMapping("/restriction-reviews/{number}")
    ReviewDetail review(@PathVariable String number) {
        return new ReviewDetail(views.review(number), views.measuresOf(number));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
    }
}
