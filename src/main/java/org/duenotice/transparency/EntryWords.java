package org.duenotice.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** Says an entry in a language. */
@Component
@RequiredArgsConstructor
class EntryWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final Words words;

    /** An entry as a page shows it; {@code address} says in words when it is not shown, {@code court} is null without a judicial act. */
    record Shown(
            String number,
            Entry.Status status,
            String statusName,
            boolean addressShown,
            String address,
            String hiddenBecause,
            String category,
            String platform,
            String scope,
            String decided,
            String changed,
            String until,
            String basis,
            String summary,
            boolean verified,
            String court,
            String body) {}

    record Happened(String day, String what, String details) {}

    Shown shown(Entry entry, Locale language) {
        return new Shown(
                entry.number(),
                entry.status(),
                words.text("public-status." + entry.status(), language),
                entry.address() != null,
                entry.address() != null ? entry.address() : words.text("page.register.hidden", language),
                words.text("page.register.hidden." + (entry.isWithdrawn() ? "WITHDRAWN" : entry.shown()), language),
                words.text("category." + entry.category(), language),
                entry.platform().equals("WEB") ? words.text("page.register.site", language) : entry.platformName(),
                words.text("scope." + entry.scope(), language),
                day(entry.decidedAt()),
                day(entry.changedAt()),
                until(entry, language),
                words.text(
                        "page.register.basis-text",
                        language,
                        in(language, entry.actKk(), entry.actRu(), entry.actEn()),
                        entry.article(),
                        entry.paragraph()),
                in(language, entry.summaryKk(), entry.summaryRu(), entry.summaryEn()),
                entry.verified(),
                entry.courtActNumber() == null
                        ? null
                        : words.text(
                                "page.register.court-text",
                                language,
                                entry.court(),
                                entry.courtActNumber(),
                                DAY.format(entry.courtActDate())),
                Objects.requireNonNullElse(
                        in(language, entry.bodyKk(), entry.bodyRu(), entry.bodyEn()),
                        words.text("page.register.body-unknown", language)));
    }

    List<Happened> happened(List<Entry.Event> events, Locale language) {
        return events.stream()
                .map(event -> new Happened(
                        day(event.happenedAt()),
                        words.text("public-event." + event.kind(), language),
                        details(event, language)))
                .toList();
    }

    private String details(Entry.Event event, Locale language) {
        return Stream.of(
                        event.number(),
                        event.party(),
                        event.scope() == null ? null : words.text("scope." + event.scope(), language),
                        event.until() == null
                                ? null
                                : words.text("page.register.until-text", language, DAY.format(event.until())))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private String until(Entry entry, Locale language) {
        if (entry.isWithdrawn() || entry.status() == Entry.Status.LIFTED) {
            return words.text("page.register.over", language);
        }
        return entry.end()
                .map(end -> words.text("page.register.ends", language, DAY.format(end)))
                .orElseGet(() -> entry.reviewOn() == null
                        ? ""
                        : words.text("page.register.review", language, DAY.format(entry.reviewOn())));
    }

    static String in(Locale language, String kk, String ru, String en) {
        return switch (language.getLanguage()) {
            case "kk" -> kk;
            case "ru" -> ru;
            default -> en;
        };
    }

    static String day(Instant moment) {
        return DAY.format(LawDay.of(moment));
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }
}
