package org.duenotice.register;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Explanation;
import org.duenotice.calendar.Explanations;
import org.duenotice.calendar.Term;
import org.duenotice.calendar.WallTime;
import org.duenotice.web.Words;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a term would be, and why, before anything is decided. */
@Tag(name = "Registers")
@RestController
@RequestMapping(path = "/api/v1/deadlines", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class DeadlineController {

    private final Explanations explanations;
    private final Words words;

    /** One step; {@code words} says it in the language asked for. */
    record StepResponse(
            Explanation.Kind kind, LocalDate day, String name, LocalDate movedFrom, String source, String words) {}

    /** A term as it would be; not verified when the rule or a year of the calendar was never compared with its text. */
    record PreviewResponse(
            String rule,
            int amount,
            Term.Unit unit,
            String citation,
            Instant from,
            Instant dueAt,
            boolean verified,
            List<StepResponse> steps) {}

    @Operation(summary = "When a term of the rule that begins at `from` would end, explained step by step")
    @GetMapping("/preview")
    PreviewResponse preview(@RequestParam String rule, @RequestParam Instant from, Locale locale) {
        var explanation = explanations.of(rule, from);
        var deadline = explanation.deadline();
        return new PreviewResponse(
                deadline.rule(),
                deadline.term().amount(),
                deadline.term().unit(),
                deadline.citation().in(locale),
                deadline.start(),
                deadline.due(),
                explanation.verified(),
                explanation.steps().stream()
                        .map(step -> response(step, explanation, locale))
                        .toList());
    }

    private StepResponse response(Explanation.Step step, Explanation explanation, Locale locale) {
        var name = step.name() == null ? null : step.name().in(locale);
        return new StepResponse(
                step.kind(),
                step.day(),
                name,
                step.movedFrom(),
                step.source().isEmpty() ? null : step.source(),
                said(step, name, explanation, locale));
    }

    private String said(Explanation.Step step, String name, Explanation explanation, Locale locale) {
        var deadline = explanation.deadline();
        var inHours = deadline.term().unit() == Term.Unit.HOURS;
        return switch (step.kind()) {
            case START ->
                words.text(
                        inHours ? "deadline.START_HOURS" : "deadline.START_DAY",
                        locale,
                        WallTime.shown(deadline.start()));
            case ROUND_THE_CLOCK ->
                words.text("deadline.ROUND_THE_CLOCK", locale, deadline.term().amount());
            case LAST_DAY -> words.text("deadline.LAST_DAY", locale, step.day());
            case WEEKEND -> words.text("deadline.WEEKEND", locale, step.day(), weekday(step.day(), locale));
            case DAY_OFF ->
                step.movedFrom() == null
                        ? words.text("deadline.DAY_OFF", locale, step.day(), name, step.source())
                        : words.text(
                                "deadline.DAY_OFF_MOVED", locale, step.day(), name, step.source(), step.movedFrom());
            case WORKED ->
                step.movedFrom() == null
                        ? words.text("deadline.WORKED", locale, step.day(), name, step.source())
                        : words.text(
                                "deadline.WORKED_MOVED", locale, step.day(), name, step.source(), step.movedFrom());
            case MOVED -> words.text("deadline.MOVED", locale, step.day());
            case YEAR_UNVERIFIED ->
                words.text(
                        "deadline.YEAR_UNVERIFIED",
                        locale,
                        String.valueOf(step.day().getYear()));
            case END ->
                inHours
                        ? words.text("deadline.END_HOURS", locale, WallTime.shown(deadline.due()))
                        : words.text("deadline.END_DAY", locale, step.day());
        };
    }

    private static String weekday(LocalDate day, Locale locale) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
    }
}
