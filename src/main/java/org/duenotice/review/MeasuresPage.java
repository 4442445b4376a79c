package org.duenotice.review;

import java.time.LocalDate;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.WallTime;
import org.duenotice.web.Page;
import org.duenotice.web.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which managers see what falls due: measures by their day and by the provision they rest on, reviews that are open. */
@Controller
@RequestMapping("/measures")
@RequiredArgsConstructor
class MeasuresPage {

    private static final int SIZE = 25;
    private static final int MOST_REVIEWS = 50;

    private final MeasureViews views;
    private final Words words;

    /** A provision as the page lists it. */
    record Basis(String code, String provision, long measures, long within30Days, String nextDueOn) {}

    record Line(
            String caseNumber, String restriction, int no, String scope, String basis, String dueOn, String review) {}

    record OpenReview(String number, String caseNumber, String dueOn, boolean overdue, int measures, int undecided) {}

    @GetMapping
    String show(
            @RequestParam(required = false) String basis,
            @RequestParam(required = false) String after,
            Locale locale,
            Model page) {
        var summary = views.summary();
        page.addAttribute("soon", summary.dueWithinThirtyDays());
        page.addAttribute("overdue", summary.reviewsOverdue());
        page.addAttribute("open", summary.reviewsOpen());
        page.addAttribute("basis", basis);
        page.addAttribute(
                "bases",
                views.byBasis().stream().map(line -> basis(line, locale)).toList());
        page.addAttribute(
                "reviews",
                views.reviews(true, null, MeasureViews.Place.of(null), MOST_REVIEWS).stream()
                        .map(review -> new OpenReview(
                                review.number(),
                                review.caseNumber(),
                                shown(review.dueOn()),
                                review.overdue(),
                                review.measures(),
                                review.undecided()))
                        .toList());
        var measures = Page.of(
                views.measures(null, null, basis, MeasureViews.Place.of(after), SIZE + 1),
                SIZE,
                measure -> MeasureViews.Place.of(measure.dueOn(), measure.id()));
        page.addAttribute(
                "measures",
                measures.items().stream().map(measure -> line(measure, locale)).toList());
        page.addAttribute("next", measures.next());
        return "measures";
    }

    private static Basis basis(MeasureViews.BasisLine line, Locale locale) {
        var act =
                switch (locale.getLanguage()) {
                    case "ru" -> line.actRu();
                    case "kk" -> line.actKk();
                    default -> line.actEn();
                };
        return new Basis(
                line.basis(),
                "%s, %s(%s)".formatted(act, line.article(), line.paragraph()),
                line.measures(),
                line.within30Days(),
                shown(line.nextDueOn()));
    }

    private Line line(MeasureViews.MeasureLine measure, Locale locale) {
        return new Line(
                measure.caseNumber(),
                measure.restrictionNumber(),
                measure.no(),
                words.text("scope." + measure.scope(), locale),
                measure.basis(),
                shown(measure.dueOn()),
                measure.review());
    }

    private static String shown(LocalDate day) {
        return WallTime.shown(day);
    }
}
