package org.duenotice.casefile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.database.Moment;
import org.duenotice.web.Words;
import org.mapstruct.Mapper;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases over HTTP: the whole story of one, now or at a past moment, and its targets. */
@Tag(name = "Cases")
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class CaseController {

    private final Cases cases;
    private final CaseReaders readers;
    private final PastCases past;
    private final EvidenceRecords evidence;
    private final Timeline timeline;
    private final Clocks clocks;
    private final Words words;
    private final Mapping mapping;

    record CaseLine(
            String number,
            String category,
            String source,
            CaseState state,
            Instant openedAt,
            Instant closedAt,
            String closeReason) {}

    record TargetResponse(
            int no,
            String originalAddress,
            String canonicalKey,
            String kind,
            String platformCode,
            Disposition disposition) {}

    record ClockResponse(
            String subject, String rule, String citation, String state, Instant startedAt, Instant dueAt) {}

    record EventResponse(
            String kind,
            String text,
            String actor,
            String subject,
            String words,
            Instant happenedAt,
            Instant recordedAt) {}

    record CaseDetail(
            CaseLine summary,
            String description,
            List<TargetResponse> targets,
            List<EvidenceRecords.Shown> evidence,
            List<ClockResponse> clocks,
            List<EventResponse> timeline) {}

    @Mapper
    interface Mapping {
        CaseLine line(CaseFile caseFile);

        TargetResponse target(CaseTarget target);
    }

    @Operation(
            summary = "One case: what it is about, where it stands, or stood at a past moment, and its story in order")
    @GetMapping("/{number}")
    CaseDetail detail(
            @PathVariable String number,
            @Parameter(description = "The case as it stood then: what had taken effect") @RequestParam(required = false)
                    Instant asOf,
            @Parameter(description = "Only what was recorded by then") @RequestParam(required = false) Instant knownAt,
            Locale locale) {
        var found = cases.byNumber(number);
        if (!readers.mayRead(found.id())) {
            return stub(found, locale);
        }
        var asked = past.asked(asOf, knownAt);
        return asked.isPresent() ? then(found, asked.get(), locale) : now(found, locale);
    }

    private CaseDetail then(CaseFile found, Moment moment, Locale locale) {
        var states = past.clocks(found.id(), moment);
        return new CaseDetail(
                mapping.line(past.then(found, moment)),
                found.description(),
                past.targets(found.id(), moment).stream().map(mapping::target).toList(),
                evidence.of(found, moment),
                clocks.of(found.id()).stream()
                        .filter(view -> states.containsKey(view.id()))
                        .map(view -> clock(
                                view,
                                states.get(view.id()).state(),
                                states.get(view.id()).dueAt(),
                                locale))
                        .toList(),
                timeline.of(found.id()).stream()
                        .filter(entry -> moment.includes(entry.happenedAt(), entry.recordedAt()))
                        .map(entry -> event(entry, locale))
                        .toList());
    }

    private static ClockResponse clock(ClockView view, String state, Instant dueAt, Locale locale) {
        return new ClockResponse(
                view.subject(), view.rule(), view.citation().in(locale), state, view.startedAt(), dueAt);
    }

    private EventResponse event(Timeline.Entry entry, Locale locale) {
        return new EventResponse(
                entry.kind(),
                words.recorded(entry.messageKey(), entry.recordedAt(), locale, entry.subject(), entry.words()),
                entry.actor(),
                entry.subject(),
                entry.words(),
                entry.happenedAt(),
                entry.recordedAt());
    }

    private CaseDetail now(CaseFile found, Locale locale) {
        return new CaseDetail(
                mapping.line(found),
                found.description(),
                targetsOf(found),
                evidence.of(found, Moment.PRESENT),
                clocks.of(found.id()).stream()
                        .map(view -> clock(view, view.state(), view.dueAt(), locale))
                        .toList(),
                timeline.of(found.id()).stream()
                        .map(entry -> event(entry, locale))
                        .toList());
    }

    /** All that anybody learns of sealed material here. */
    private CaseDetail stub(CaseFile found, Locale locale) {
        return new CaseDetail(
                mapping.line(found),
                words.text("category." + found.category(), locale),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Operation(summary = "The targets of a case with the current disposition of each")
    @GetMapping("/{number}/targets")
    List<TargetResponse> targets(@PathVariable String number) {
        return targetsOf(cases.byNumber(number));
    }

    private List<TargetResponse> targetsOf(CaseFile found) {
        return cases.targets(found.id()).stream().map(mapping::target).toList();
    }
}
