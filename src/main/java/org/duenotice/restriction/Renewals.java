package org.duenotice.restriction;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The decisions of a review. A measure that is to stand longer, as it is or narrower, needs all that a first decision needs, today:
 * reasons, the provision in force, the judicial act in force, a new end, those concerned heard. Lifting needs its reasons only.
 */
@Component
@RequiredArgsConstructor
public class Renewals {

    private final Cases cases;
    private final Rounds rounds;
    private final Restrictions restrictions;
    private final BurdenChecks checks;
    private final Collateral collateral;
    private final DecisionRows rows;
    private final Participations participations;
    private final Grounds grounds;
    private final Timeline timeline;
    private final Clock clock;

    /** The reviewer's word on a measure. */
    public enum Word {
        RENEW,
        /**
         * Of what operators restrict, to a smaller step of the ladder. What platforms and owners restrict reaches less far by having fewer
         * targets: those named here stand as they are, others are lifted in the same review.
         */
        NARROW,
        LIFT
    }

    /**
     * A word on one target, with its own reasons.
     *
     * @param step counts for narrowing what operators restrict only; its ground and object may be left out and are then those that counted
     *     until now
     */
    public record TargetReview(int no, Word word, String reasons, Step step) {}

    /**
     * What the reviewer decides: one word per undecided target.
     *
     * @param number of the review
     * @param hearing null where nothing was chosen; what lets a measure stand needs a choice
     */
    public record Review(
            String number,
            List<TargetReview> targets,
            LocalDate reviewOn,
            LocalDate endsOn,
            Hearings.Choice hearing,
            Officer officer) {}

    /**
     * Records the reviewer's words. What is lifted is lifted at once; nothing else is recorded while an assessment or a hearing comes
     * first.
     *
     * @return what the review needs next, or how it ended
     * @throws Problem {@code review.decider}, {@code review.not-narrower}, and whatever a first decision would be refused for
     */
    @Transactional
    public DecisionState decide(Review review) {
        var round = rounds.of(review.number());
        var caseFile = rounds.caseOf(round);
        var officer = review.officer();
        cases.refuseHeld(caseFile.id());
        refuseDecider(review.number(), officer.id());
        participations.join(caseFile.id(), officer.id(), Side.AUTHORISED_BODY);
        var open = rounds.undecided(round).stream()
                .collect(Collectors.toMap(CaseTarget::no, target -> target, (a, b) -> a, LinkedHashMap::new));
        BurdenChecks.eachOnce(review.targets().stream().map(TargetReview::no).toList(), open.keySet());
        BurdenChecks.withReasons(
                review.targets().stream().map(TargetReview::reasons).toList());
        lift(review, caseFile, round, open);
        var standing = review.targets().stream()
                .filter(target -> target.word() != Word.LIFT)
                .toList();
        if (standing.isEmpty()) {
            return rounds.state(round);
        }
        var restriction = restrictions.byId(round.restrictionId());
        var basis = grounds.require(restriction);
        var before = rows.standing(round);
        var fewer = rounds.words(round).values().stream().anyMatch(word -> word.decision() == BodyDecision.LIFTED);
        var burdens = new ArrayList<BurdenChecks.Burden>();
        standing.forEach(target -> burdens.add(new BurdenChecks.Burden(
                open.get(target.no()),
                step(
                        target,
                        open.get(target.no()),
                        before.get(open.get(target.no()).id()),
                        fewer))));
        var permitted = checks.permit(caseFile, restriction, basis, burdens, review.reviewOn(), review.endsOn());
        var unassessed = checks.unassessed(round, permitted, open);
        if (!unassessed.isEmpty()) {
            collateral.want(caseFile, round, unassessed, officer.id());
            return DecisionState.ASSESSMENT;
        }
        var hearing =
                checks.hearing(review.hearing(), caseFile, round, () -> preliminary(standing, permitted), officer.id());
        if (hearing == null) {
            return DecisionState.HEARING;
        }
        standing.forEach(
                target -> save(round, open.get(target.no()).id(), target, permitted.get(target.no()), review, hearing));
        tell(standing, caseFile, open, permitted, officer);
        return rounds.state(round);
    }

    /**
     * What has to hold for whatever is to stand longer, whoever says so: a day within twelve months, the provision and the judicial act in
     * force today.
     */
    public void requireStanding(UUID restrictionId, LocalDate reviewOn) {
        BurdenChecks.checkDays(reviewOn, null, LawDay.of(clock.instant()));
        grounds.require(restrictions.byId(restrictionId));
    }

    /**
     * Refuses whoever decided or approved what is under review.
     *
     * @throws Problem {@code review.decider}
     */
    public void refuseDecider(String number, String person) {
        rows.standing(rounds.of(number)).values().stream()
                .filter(row -> person.equals(row.decidedBy()) || person.equals(row.approvedBy()))
                .findAny()
                .ifPresent(row -> {
                    throw Problem.forbidden("review.decider", number, person);
                });
    }

    private void lift(Review review, CaseFile caseFile, Round round, Map<Integer, CaseTarget> open) {
        var lifted = review.targets().stream()
                .filter(target -> target.word() == Word.LIFT)
                .toList();
        lifted.forEach(target -> rows.insert(
                round,
                DecisionRows.Row.without(
                        BodyDecision.LIFTED,
                        open.get(target.no()).id(),
                        target.reasons().strip(),
                        review.officer())));
        if (!lifted.isEmpty()) {
            timeline.record(
                    caseFile.id(), "BODY_LIFTED", review.officer().id(), numbers(lifted, Map.of()), reasons(lifted));
        }
    }

    private static Step step(TargetReview target, CaseTarget caseTarget, DecisionRows.Row before, boolean fewer) {
        var wanted = target.step();
        if (target.word() == Word.NARROW && !isByOrder(caseTarget)) {
            if (wanted.scope() != null || !fewer) {
                throw Problem.conflict("review.narrow-by-fewer-targets", target.no());
            }
        }
        if (target.word() == Word.RENEW || !isByOrder(caseTarget)) {
            return new Step(before.scope(), before.widerGround(), before.widerWords(), before.object());
        }
        if (wanted.scope() == null || wanted.scope().compareTo(before.scope()) >= 0) {
            throw Problem.invalid("review.not-narrower", target.no(), before.scope());
        }
        return new Step(
                wanted.scope(),
                wanted.ground() == null ? before.widerGround() : wanted.ground(),
                wanted.words() == null || wanted.words().isBlank() ? before.widerWords() : wanted.words(),
                wanted.object());
    }

    private static boolean isByOrder(CaseTarget target) {
        return target.disposition() == Disposition.RESTRICTED_BY_OPERATOR;
    }

    private static String preliminary(List<TargetReview> targets, Map<Integer, ScopeLadder.Permitted> permitted) {
        return targets.stream()
                .map(target ->
                        BurdenChecks.line(target.no(), target.word(), permitted.get(target.no()), target.reasons()))
                .collect(Collectors.joining("\n"));
    }

    private void save(
            Round round,
            UUID caseTarget,
            TargetReview target,
            ScopeLadder.Permitted step,
            Review review,
            UUID hearing) {
        var officer = review.officer();
        rows.insert(
                round,
                new DecisionRows.Row(
                        caseTarget,
                        step.scope() == Scope.PLATFORM ? BodyDecision.SUBMITTED : BodyDecision.APPROVED,
                        target.reasons().strip(),
                        step.scope(),
                        review.reviewOn(),
                        review.endsOn(),
                        step.ground(),
                        step.words(),
                        step.object(),
                        collateral
                                .covering(round.id(), caseTarget, step.scope())
                                .orElse(null),
                        hearing,
                        officer.name(),
                        officer.function(),
                        officer.id(),
                        null,
                        ""));
    }

    private void tell(
            List<TargetReview> targets,
            CaseFile caseFile,
            Map<Integer, CaseTarget> open,
            Map<Integer, ScopeLadder.Permitted> permitted,
            Officer officer) {
        var byKind = targets.stream()
                .collect(Collectors.groupingBy(
                        target -> told(target, open.get(target.no()), permitted.get(target.no()))));
        byKind.forEach((kind, decided) -> timeline.record(
                caseFile.id(),
                switch (kind) {
                    case SUBMITTED -> "BODY_SUBMITTED";
                    case RENEWED -> "RESTRICTION_RENEWED";
                    case NARROWED -> "RESTRICTION_NARROWED";
                    case KEPT_OF_MORE -> "RESTRICTION_NARROWED_TO_FEWER";
                },
                officer.id(),
                numbers(decided, permitted),
                reasons(decided)));
    }

    private enum Told {
        SUBMITTED,
        RENEWED,
        NARROWED,
        KEPT_OF_MORE
    }

    private static Told told(TargetReview target, CaseTarget caseTarget, ScopeLadder.Permitted permitted) {
        if (permitted.scope() == Scope.PLATFORM) {
            return Told.SUBMITTED;
        }
        if (target.word() == Word.RENEW) {
            return Told.RENEWED;
        }
        return isByOrder(caseTarget) ? Told.NARROWED : Told.KEPT_OF_MORE;
    }

    private static String numbers(List<TargetReview> targets, Map<Integer, ScopeLadder.Permitted> permitted) {
        return targets.stream()
                .map(target -> permitted.containsKey(target.no())
                        ? "%d (%s)"
                                .formatted(
                                        target.no(), permitted.get(target.no()).scope())
                        : String.valueOf(target.no()))
                .collect(Collectors.joining(", "));
    }

    private static String reasons(List<TargetReview> targets) {
        return targets.stream()
                .map(target -> target.reasons().strip())
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
