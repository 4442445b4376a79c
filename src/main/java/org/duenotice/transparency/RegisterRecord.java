package org.duenotice.transparency;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An entry in the file of the register. */
@JsonNaming(SnakeCaseStrategy.class)
record RegisterRecord(
        String number,
        String decision,
        Entry.Status status,
        String category,
        String platform,
        String address,
        String host,
        String addressShown,
        String scope,
        Instant decidedAt,
        Instant changedAt,
        LocalDate reviewOn,
        LocalDate endsOn,
        LegalBasis legalBasis,
        JudicialAct judicialAct,
        Texts body,
        String page,
        List<Happened> history) {

    record Texts(String kk, String ru, String en) {}

    /** {@code verified}: compared with the official text in force. */
    record LegalBasis(Texts act, String article, String paragraph, Texts summary, boolean verified) {}

    record JudicialAct(String court, String number, LocalDate date) {}

    record Happened(Instant at, Entry.Kind kind, String number, String party, String scope, LocalDate until) {}

    static RegisterRecord of(Entry entry, List<Entry.Event> events, RegisterSettings settings) {
        return new RegisterRecord(
                entry.number(),
                entry.restrictionNumber(),
                entry.status(),
                entry.category(),
                entry.platformName(),
                entry.address(),
                entry.host(),
                entry.shown(),
                entry.scope(),
                entry.decidedAt(),
                entry.changedAt(),
                entry.reviewOn(),
                entry.endsOn(),
                new LegalBasis(
                        new Texts(entry.actKk(), entry.actRu(), entry.actEn()),
                        entry.article(),
                        entry.paragraph(),
                        new Texts(entry.summaryKk(), entry.summaryRu(), entry.summaryEn()),
                        entry.verified()),
                entry.courtActNumber() == null
                        ? null
                        : new JudicialAct(entry.court(), entry.courtActNumber(), entry.courtActDate()),
                entry.bodyEn() == null ? null : new Texts(entry.bodyKk(), entry.bodyRu(), entry.bodyEn()),
                settings.page(entry.number()),
                events.stream()
                        .map(event -> new Happened(
                                event.happenedAt(),
                                event.kind(),
                                event.number(),
                                event.party(),
                                event.scope(),
                                event.until()))
                        .toList());
    }
}
