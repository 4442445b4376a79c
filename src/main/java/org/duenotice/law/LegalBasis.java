package org.duenotice.law;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A provision that a decision can rest on.
 *
 * @param categories of illegal content it covers
 * @param needsAct whether a judicial act in force must be named with it
 * @param verified whether someone compared it with the official text now in force
 * @param validTo the last day, null while it stands
 */
public record LegalBasis(
        UUID id,
        String code,
        Purpose purpose,
        Wording act,
        String article,
        String paragraph,
        Wording summary,
        List<String> categories,
        boolean needsAct,
        Measure widestMeasure,
        String source,
        boolean verified,
        LocalDate validFrom,
        LocalDate validTo) {

    public boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** Act, article and paragraph. Codes consist of parts (часть, бөлік), laws of paragraphs (пункт, тармақ). */
    public Wording citation() {
        boolean isCode = act.en().contains("Code");
        return new Wording(
                "%s, статья %s, %s %s".formatted(act.ru(), article, isCode ? "часть" : "пункт", paragraph),
                "%s, %s-бап, %s-%s".formatted(act.kk(), article, paragraph, isCode ? "бөлік" : "тармақ"),
                "%s, article %s, %s %s".formatted(act.en(), article, isCode ? "part" : "paragraph", paragraph));
    }

    /** Article and part as jurisdiction names them: {@code 217(3)}, or with the point {@code 217(3)(1)}. */
    public String provision() {
        return article
                + (paragraph.startsWith("(")
                        ? paragraph
                        : "(" + paragraph.replaceFirst("\\(", ")(").replaceFirst("\\)?$", ")"));
    }
}
