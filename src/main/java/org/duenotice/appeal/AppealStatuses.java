package org.duenotice.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealCodes.Purpose;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.calendar.LawDay;
import org.duenotice.state.Moves;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How an appeal stands, for whoever holds its number and code: what happened, what is due, what was decided. No officer is named. */
@Component
@RequiredArgsConstructor
class AppealStatuses {

    private final AppealCodes codes;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final Moves moves;
    private final Attachments attachments;

    record Step(AppealState state, Instant at) {}

    /** @param citation the provision that sets the term, in the language asked for */
    record Term(String rule, String citation, String state, Instant dueAt) {}

    /** What does not apply yet is null. */
    record Status(
            String number,
            AppealState state,
            boolean confirmed,
            boolean late,
            String contested,
            Instant receivedAt,
            List<Step> history,
            List<Term> terms,
            AppealRecords.Admission admission,
            AppealRecords.Suspension suspension,
            AppealRecords.Hearing hearing,
            List<AppealRecords.Said> said,
            List<Filed> files,
            AppealRecords.Extension extension,
            AppealRecords.FileAccess fileAccess,
            Decision decision,
            AppealRecords.Fulfilment fulfilment,
            AppealRecords.Claim claim,
            AppealRecords.Judgment judgment) {}

    /** A file that was sent along; {@code size} in bytes. */
    record Filed(String name, long size, Instant addedAt) {}

    /** @param paperSha256 of the PDF with which the appellant was told */
    record Decision(
            AppealDecisions.Outcome outcome,
            String reasons,
            String ordered,
            List<AppealRecords.DecidedTarget> targets,
            LocalDate courtUntil,
            Instant decidedAt,
            String paperSha256) {}

    @Transactional(readOnly = true)
    Status of(String number, String code, Locale language) {
        return of(codes.open(number, code, Purpose.STATUS), language);
    }

    @Transactional(readOnly = true)
    Status of(Appeal appeal, Locale language) {
        return new Status(
                appeal.number(),
                appeal.state(),
                records.isConfirmed(appeal),
                appeal.late(),
                appeal.contested(),
                appeal.receivedAt(),
                moves.of(appeal.id()).stream()
                        .map(move -> new Step(AppealState.valueOf(move.to()), move.effectiveAt()))
                        .toList(),
                terms.of(appeal).stream()
                        .map(clock ->
                                new Term(clock.rule(), clock.citation().in(language), clock.state(), clock.dueAt()))
                        .toList(),
                records.admission(appeal).orElse(null),
                records.suspension(appeal).orElse(null),
                records.hearing(appeal).orElse(null),
                records.said(appeal),
                attachments.of(appeal).stream()
                        .map(file -> new Filed(file.name(), file.size(), file.addedAt()))
                        .toList(),
                records.extension(appeal).orElse(null),
                records.fileAccess(appeal).orElse(null),
                records.decision(appeal)
                        .map(decided -> decision(appeal, decided))
                        .orElse(null),
                records.fulfilment(appeal).orElse(null),
                records.claim(appeal).orElse(null),
                records.judgment(appeal).orElse(null));
    }

    private Decision decision(Appeal appeal, AppealRecords.Decided decided) {
        var targets = records.decidedTargets(appeal);
        var wholly = decided.outcome() == AppealDecisions.Outcome.CANCELLED
                && targets.stream().allMatch(AppealRecords.DecidedTarget::restored);
        var court = wholly
                ? null
                : terms.court(decided.decidedAt())
                        .map(deadline -> LawDay.of(deadline.due().minusSeconds(1)))
                        .orElse(null);
        return new Decision(
                decided.outcome(),
                decided.reasons(),
                decided.ordered(),
                targets,
                court,
                decided.decidedAt(),
                records.paper(appeal).orElse(null));
    }
}
