package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.law.Competences;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person of the appeals office decides whether an appeal is looked into; to be late is no reason against it (art. 92(3)). */
@Component
@RequiredArgsConstructor
public class Admissions {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final Suspensions suspensions;
    private final AppealMessages messages;
    private final AppealLinks links;
    private final Competences competences;
    private final Clock clock;

    public enum Outcome {
        ADMIT,
        LEAVE_WITHOUT_CONSIDERATION,
        /** It is another body's act: passed on within three working days, and the sender told (art. 65). */
        FORWARD
    }

    /** Why an appeal is left without consideration; being late is none of them. */
    public enum Ground {
        NO_ACT_FOUND,
        SAME_MATTER_DECIDED,
        SAME_MATTER_IN_COURT,
        NO_AUTHORITY
    }

    /**
     * What the person decided.
     *
     * @param caseNumber which case it is about, where the appeal did not say; may be empty
     * @param targets their numbers in the case; empty for those that the appeal names, or all of them
     * @param exception null suspends the contested measure
     */
    public record Decision(
            Outcome outcome,
            String caseNumber,
            Set<Integer> targets,
            Suspensions.Ground exception,
            Ground ground,
            String bodyCode,
            String forwardNumber,
            LocalDate forwardedOn,
            String reasons,
            String person) {}

    /** Takes it into the register and starts its terms; by itself that changes nothing about the measure. */
    @Transactional
    public Due open(String number) {
        var appeal = appeals.locked(number);
        appeals.move(appeal, AppealState.REGISTERED, "", Timeline.SOFTWARE);
        appeals.move(appeal, AppealState.ADMISSIBILITY, "", Timeline.SOFTWARE);
        var admissibility = terms.start(appeal, Term.ADMISSIBILITY, clock.instant());
        var decision = terms.start(appeal, Term.DECISION, appeal.receivedAt());
        return new Due(admissibility.due(), decision.due());
    }

    /** When admissibility and the appeal itself are to be decided. */
    public record Due(Instant admissibility, Instant decision) {}

    /** @throws Problem {@code appeal.*} when a part is missing, {@code case.other-side} when the person took part in the case */
    @Transactional
    public Outcome decide(String number, Decision decision) {
        var appeal = appeals.locked(number);
        if (decision.reasons() == null || decision.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        switch (decision.outcome()) {
            case ADMIT -> admit(appeal, decision);
            case LEAVE_WITHOUT_CONSIDERATION -> leave(appeal, decision);
            case FORWARD -> forward(appeal, decision);
        }
        terms.meet(appeal, Term.ADMISSIBILITY);
        return decision.outcome();
    }

    private void admit(Appeal received, Decision decision) {
        var appeal = links.link(received, decision.caseNumber(), decision.person());
        if (received.caseId() == null) {
            terms.start(appeal, Term.DECISION, appeal.receivedAt());
        }
        links.contest(appeal, decision.targets());
        save(appeal, decision);
        appeals.move(appeal, AppealState.UNDER_REVIEW, "", decision.person());
        suspensions.decide(appeal, decision.exception(), decision.reasons(), decision.person());
        messages.write(appeal, Kind.ADMIT);
    }

    private void leave(Appeal appeal, Decision decision) {
        if (decision.ground() == null) {
            throw Problem.invalid("appeal.ground-missing", List.of(Ground.values()));
        }
        appeals.joinAsOfficer(appeal, decision.person());
        save(appeal, decision);
        appeals.move(appeal, AppealState.LEFT_WITHOUT_CONSIDERATION, "", decision.person());
        terms.meet(appeal, Term.DECISION);
        terms.startCourt(appeal, clock.instant());
        messages.write(appeal, Kind.LEAVE_WITHOUT_CONSIDERATION);
    }

    private void forward(Appeal appeal, Decision decision) {
        var today = LawDay.of(clock.instant());
        if (competences.bodies(today).stream().noneMatch(body -> body.code().equals(decision.bodyCode()))) {
            throw Problem.invalid("forwarding.body", String.valueOf(decision.bodyCode()));
        }
        if (decision.forwardNumber() == null || decision.forwardNumber().isBlank()) {
            throw Problem.invalid("forwarding.number-missing");
        }
        var received = LawDay.of(appeal.receivedAt());
        if (decision.forwardedOn() == null
                || decision.forwardedOn().isBefore(received)
                || decision.forwardedOn().isAfter(today)) {
            throw Problem.invalid("forwarding.day", received, today);
        }
        appeals.joinAsOfficer(appeal, decision.person());
        save(appeal, decision);
        appeals.move(appeal, AppealState.FORWARDED, "", decision.person());
        terms.cancel(appeal);
        messages.write(appeal, Kind.FORWARD);
    }

    private void save(Appeal appeal, Decision decision) {
        var forwarded = decision.outcome() == Outcome.FORWARD;
        sql.sql("insert into appeal_admission values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        appeal.id(),
                        decision.outcome().name(),
                        decision.outcome() == Outcome.LEAVE_WITHOUT_CONSIDERATION
                                ? decision.ground().name()
                                : null,
                        decision.reasons().strip(),
                        forwarded ? decision.bodyCode() : null,
                        forwarded ? decision.forwardNumber().strip() : null,
                        forwarded ? decision.forwardedOn() : null,
                        decision.person(),
                        now()))
                .update();
    }

    /** True when somebody answers for it, or when it was looked at: an unconfirmed filing may be one of a thousand. */
    public boolean isSomebodys(String number) {
        var appeal = appeals.byNumber(number);
        return records.isConfirmed(appeal) || records.admission(appeal).isPresent();
    }

    /** The hours ran out: a breach, nothing more. */
    @Transactional
    public void breached(String number) {
        terms.breach(appeals.byNumber(number), Term.ADMISSIBILITY);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
