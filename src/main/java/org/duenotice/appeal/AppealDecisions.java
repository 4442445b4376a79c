package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.law.Measure;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The officer decides in one of the six ways of article 100, with reasons, for each contested target, and never to the appellant's
 * disadvantage (art. 98(6)). That the term ran out decides nothing.
 */
@Component
@RequiredArgsConstructor
public class AppealDecisions {

    private static final Set<Outcome> LEAVES_SOMETHING =
            EnumSet.of(Outcome.CANCELLED_NEW_ACT, Outcome.ACTION_ORDERED, Outcome.RETURNED);

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final Suspensions suspensions;
    private final Impartiality impartiality;
    private final AppealMessages messages;
    private final Cases cases;
    private final Clock clock;

    public enum Outcome {
        CANCELLED,
        CANCELLED_NEW_ACT,
        ACTION_ORDERED,
        DISMISSED,
        /** Back to the body within five working days. */
        RETURNED,
        LEFT_WITHOUT_CONSIDERATION;

        AppealState state() {
            return AppealState.valueOf(name());
        }
    }

    /**
     * What the officer decides.
     *
     * @param restored the targets for which the act is cancelled, the others being dismissed; empty for all of them. Of an ordered action those
     *     access to which is opened again; empty for none
     * @param scope of the new act, which is no wider than the contested one
     * @param endsOn of the new act, which is no later than the contested one ends or is looked at again
     * @param ordered what is to be done, or looked at again
     */
    public record Decision(
            Outcome outcome,
            Set<Integer> restored,
            Measure scope,
            LocalDate endsOn,
            String ordered,
            String reasons,
            String officer) {}

    /** @return when what the decision leaves to the body is due; empty when nothing is */
    @Transactional
    public Optional<Instant> decide(String number, Decision decision) {
        var appeal = appeals.locked(number);
        check(appeal, decision);
        appeals.joinAsOfficer(appeal, decision.officer());
        impartiality.require(appeal, decision.officer());
        sql.sql("insert into appeal_decision values (?, ?, ?, ?, ?, ?)")
                .params(
                        appeal.id(),
                        decision.outcome().name(),
                        decision.reasons().strip(),
                        decision.ordered().strip(),
                        decision.officer(),
                        now())
                .update();
        var restored = keepTargets(appeal, decision);
        appeals.move(appeal, decision.outcome().state(), "", decision.officer());
        terms.meet(appeal, Term.DECISION);
        terms.decided(appeal);
        messages.write(appeal, Kind.DECISION);
        carryOut(appeal, decision, restored);
        return followUp(appeal, decision.outcome());
    }

    private void check(Appeal appeal, Decision decision) {
        if (decision.reasons() == null || decision.reasons().isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        records.hearing(appeal)
                .filter(hearing -> hearing.ground() == null && clock.instant().isBefore(hearing.decisionAllowedAt()))
                .ifPresent(tooEarly -> {
                    throw Problem.conflict("restriction.hearing-term-runs");
                });
        var orders = decision.outcome() == Outcome.ACTION_ORDERED || decision.outcome() == Outcome.RETURNED;
        if (orders && decision.ordered().isBlank()) {
            throw Problem.invalid("appeal.ordered-missing");
        }
        if (decision.outcome() == Outcome.CANCELLED_NEW_ACT
                && (decision.scope() == null || decision.endsOn() == null)) {
            throw Problem.invalid("appeal.new-act-missing");
        }
    }

    private List<UUID> keepTargets(Appeal appeal, Decision decision) {
        var contested = records.contested(appeal);
        var targets = cases.targets(appeal.caseId()).stream()
                .filter(target -> contested.contains(target.id()))
                .toList();
        refuseOthers(targets, decision);
        var restored =
                targets.stream().filter(target -> isRestored(target, decision)).toList();
        var newAct = decision.outcome() == Outcome.CANCELLED_NEW_ACT;
        if (newAct && restored.stream().anyMatch(target -> isWorse(appeal, target, decision))) {
            throw Problem.invalid("appeal.worse");
        }
        targets.forEach(target -> sql.sql("insert into appeal_decision_target values (?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        appeal.id(),
                        target.id(),
                        restored.contains(target),
                        newAct && restored.contains(target) ? decision.scope().name() : null,
                        newAct && restored.contains(target) ? decision.endsOn() : null))
                .update());
        return restored.stream().map(CaseTarget::id).toList();
    }

    private static void refuseOthers(List<CaseTarget> contested, Decision decision) {
        var others = decision.restored().stream()
                .filter(no -> contested.stream().noneMatch(target -> target.no() == no))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw Problem.invalid("appeal.not-contested", others);
        }
    }

    private static boolean isRestored(CaseTarget target, Decision decision) {
        return switch (decision.outcome()) {
            case CANCELLED, CANCELLED_NEW_ACT ->
                decision.restored().isEmpty() || decision.restored().contains(target.no());
            case ACTION_ORDERED -> decision.restored().contains(target.no());
            default -> false;
        };
    }

    /** The table refuses it as well. */
    private boolean isWorse(Appeal appeal, CaseTarget target, Decision decision) {
        record Contested(Measure scope, LocalDate until) {}
        return sql.sql(
                        """
                        select d.scope, least(d.review_on, d.ends_on) as until
                        from appeal_contested c join restriction_decision d
                          on d.case_target_id = c.case_target_id and d.restriction_id = c.restriction_id
                        where c.appeal_id = ? and c.case_target_id = ? and d.decision = 'APPROVED' order by d.id desc limit 1
                        """)
                .params(appeal.id(), target.id())
                .query(Contested.class)
                .optional()
                .filter(contested -> decision.scope().compareTo(contested.scope()) <= 0)
                .filter(contested -> !decision.endsOn().isAfter(contested.until()))
                .isEmpty();
    }

    private void carryOut(Appeal appeal, Decision decision, List<UUID> restored) {
        if (!restored.isEmpty()) {
            appeals.move(appeal, AppealState.RESTORATION_ORDERED, "", decision.officer());
            suspensions.restore(appeal, restored, RestorationGround.APPEAL, decision.reasons(), decision.officer());
        } else if (decision.outcome() != Outcome.RETURNED) {
            suspensions.resume(appeal, decision.reasons(), decision.officer());
        }
        if (decision.outcome() != Outcome.CANCELLED
                || restored.size() < records.contested(appeal).size()) {
            terms.startCourt(appeal, clock.instant());
        }
    }

    private Optional<Instant> followUp(Appeal appeal, Outcome outcome) {
        if (!LEAVES_SOMETHING.contains(outcome)) {
            return Optional.empty();
        }
        var term = outcome == Outcome.RETURNED ? Term.RETURN : Term.FULFILMENT;
        return Optional.of(terms.start(appeal, term, clock.instant()).due());
    }

    /**
     * The term ran out and nobody decided: recorded, told to the appellant, who may go to court now (art. 100). The officer's task stays.
     *
     * @return false when there is nothing to record: it was decided in time, or the term was extended
     */
    @Transactional
    public boolean silent(String number) {
        var appeal = appeals.locked(number);
        var open = EnumSet.of(AppealState.ADMISSIBILITY, AppealState.UNDER_REVIEW, AppealState.HEARING);
        if (!open.contains(appeal.state())) {
            return false;
        }
        terms.breach(appeal, Term.DECISION);
        appeals.move(appeal, AppealState.SILENT, "", Timeline.SOFTWARE);
        if (messages.of(appeal).stream().noneMatch(message -> message.kind() == Kind.SILENT)) {
            terms.startCourt(appeal, clock.instant());
            messages.write(appeal, Kind.SILENT);
        }
        return true;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
