package org.duenotice.appeal;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.FileAccesses.Redacted;
import org.duenotice.calendar.WallTime;
import org.duenotice.evidence.Evidence;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** Says how an appeal stands in a language, as the public page shows it. */
@Component
@RequiredArgsConstructor
class AppealWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Words words;

    record Line(String at, String what) {}

    /** A heading, and the paragraphs under it; a paragraph may have several lines. */
    record Section(String title, List<String> paragraphs) {}

    record Shown(
            String number,
            String state,
            boolean confirmed,
            boolean late,
            String contested,
            String received,
            List<Line> history,
            List<Line> terms,
            List<Section> sections,
            boolean undecided,
            boolean mayAddFiles,
            boolean decided,
            boolean mayAskForFile,
            boolean fileOpen) {}

    record ShownFile(List<Section> decisions, List<Line> evidence) {}

    Shown of(AppealStatuses.Status status, Locale language) {
        var access = status.fileAccess();
        return new Shown(
                status.number(),
                text("appeal-state." + status.state(), language),
                status.confirmed(),
                status.late(),
                status.contested(),
                WallTime.shown(status.receivedAt()),
                status.history().stream()
                        .map(step ->
                                new Line(WallTime.shown(step.at()), text("appeal-state." + step.state(), language)))
                        .toList(),
                status.terms().stream()
                        .map(term -> new Line(
                                WallTime.shown(term.dueAt()),
                                term.citation() + " — " + text("clock." + term.state(), language)))
                        .toList(),
                sections(status, language),
                status.state().isUndecided(),
                status.state().isUndecided() && status.confirmed(),
                status.decision() != null,
                status.suspension() != null && access == null,
                access != null && Boolean.TRUE.equals(access.granted()));
    }

    List<Section> sections(AppealStatuses.Status status, Locale language) {
        var sections = new ArrayList<Section>();
        if (status.admission() != null) {
            var admission = status.admission();
            add(
                    sections,
                    language,
                    "admission",
                    text("appeal-admission." + admission.outcome(), language),
                    admission.ground() == null ? "" : text("appeal-ground." + admission.ground(), language),
                    admission.reasons());
        }
        if (status.suspension() != null) {
            var suspension = status.suspension();
            add(
                    sections,
                    language,
                    "suspension",
                    text("appeal-suspension." + suspension.result(), language),
                    suspension.exception() == null ? "" : text("appeal-exception." + suspension.exception(), language),
                    suspension.how() == null ? "" : text("appeal-suspension." + suspension.how(), language));
        }
        if (status.extension() != null) {
            add(
                    sections,
                    language,
                    "extension",
                    words.text(
                            "page.appeal.extended-until",
                            language,
                            DAY.format(status.extension().until())),
                    status.extension().reasons());
        }
        addHearing(sections, status, language);
        if (!status.files().isEmpty()) {
            add(
                    sections,
                    language,
                    "files",
                    status.files().stream()
                            .map(file -> WallTime.shown(file.addedAt()) + ": " + file.name() + " · "
                                    + Evidence.sizeShown(file.size()))
                            .toArray(String[]::new));
        }
        addDecision(sections, status, language);
        if (status.fulfilment() != null) {
            add(
                    sections,
                    language,
                    "fulfilment",
                    text("appeal-fulfilment." + status.fulfilment().outcome(), language),
                    status.fulfilment().reference(),
                    status.fulfilment().words());
        }
        addCourt(sections, status, language);
        return sections;
    }

    private void addCourt(List<Section> sections, AppealStatuses.Status status, Locale language) {
        if (status.judgment() != null) {
            add(
                    sections,
                    language,
                    "court",
                    status.claim().court() + ", № " + status.judgment().number() + ", "
                            + DAY.format(status.judgment().judgedOn()),
                    text("appeal-court." + status.judgment().outcome(), language),
                    status.judgment().operative());
        } else if (status.claim() != null) {
            add(
                    sections,
                    language,
                    "court",
                    status.claim().court() + ", № " + status.claim().number() + ", "
                            + DAY.format(status.claim().filedOn()));
        }
    }

    private void addHearing(List<Section> sections, AppealStatuses.Status status, Locale language) {
        var hearing = status.hearing();
        if (hearing != null && hearing.ground() == null) {
            add(
                    sections,
                    language,
                    "hearing",
                    hearing.preliminary(),
                    words.text("page.appeal.objection-until", language, WallTime.shown(hearing.objectionDueAt())));
        } else if (hearing != null) {
            add(sections, language, "no-hearing", hearing.reasons());
        }
        if (!status.said().isEmpty()) {
            add(
                    sections,
                    language,
                    "said",
                    status.said().stream()
                            .map(said -> WallTime.shown(said.saidAt()) + ": " + said.words())
                            .toArray(String[]::new));
        }
    }

    private void addDecision(List<Section> sections, AppealStatuses.Status status, Locale language) {
        var decision = status.decision();
        if (decision != null) {
            add(
                    sections,
                    language,
                    "decision",
                    text("appeal-outcome." + decision.outcome(), language),
                    perTarget(decision, language),
                    decision.ordered(),
                    decision.reasons(),
                    decision.courtUntil() == null
                            ? ""
                            : words.text("page.appeal.court-until", language, DAY.format(decision.courtUntil())));
        }
    }

    /** Where not all of them have become the same. */
    private String perTarget(AppealStatuses.Decision decision, Locale language) {
        var restored = numbers(decision, true);
        var standing = numbers(decision, false);
        return restored.isEmpty() || standing.isEmpty()
                ? ""
                : words.text("page.appeal.per-target", language, restored, standing);
    }

    private static String numbers(AppealStatuses.Decision decision, boolean restored) {
        return decision.targets().stream()
                .filter(target -> target.restored() == restored)
                .map(target -> String.valueOf(target.no()))
                .collect(Collectors.joining(", "));
    }

    private void add(List<Section> sections, Locale language, String title, String... paragraphs) {
        sections.add(new Section(
                text("page.appeal." + title, language),
                Arrays.stream(paragraphs)
                        .filter(paragraph -> !paragraph.isEmpty())
                        .toList()));
    }

    ShownFile of(Redacted file, Locale language) {
        return new ShownFile(
                file.decisions().stream()
                        .map(decision -> new Section(
                                words.text(
                                        "page.appeal.file-decision",
                                        language,
                                        decision.no(),
                                        WallTime.shown(decision.decidedAt()),
                                        text("body-decision." + decision.decision(), language)),
                                Stream.of(
                                                decision.scope() == null
                                                        ? ""
                                                        : text("scope." + decision.scope(), language),
                                                decision.citation(),
                                                decision.court() == null ? "" : decision.court(),
                                                decision.reasons())
                                        .filter(paragraph -> !paragraph.isEmpty())
                                        .toList()))
                        .toList(),
                file.evidence().stream()
                        .map(evidence -> new Line(
                                WallTime.shown(evidence.capturedAt()), evidence.name() + " · " + evidence.sha256()))
                        .toList());
    }

    private String text(String key, Locale language) {
        return words.text(key, language);
    }
}
