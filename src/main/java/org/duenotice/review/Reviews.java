package org.duenotice.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.DispositionsSet;
import org.duenotice.database.Turns;
import org.duenotice.operator.Narrowings;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.restriction.DecisionState;
import org.duenotice.restriction.MeasureTerms;
import org.duenotice.restriction.MeasureTerms.Due;
import org.duenotice.restriction.Renewals;
import org.duenotice.restriction.Rounds;
import org.duenotice.review.Review.Outcome;
import org.duenotice.web.Words;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reviews of restrictions. A review is decided until the end of its day by somebody who did not decide what it is about; whatever has
 * no decision of a person by then is lifted, and never goes on by itself.
 */
@Component
@RequiredArgsConstructor
public class Reviews {

    private final ReviewRows rows;
    private final MeasureTerms terms;
    private final Rounds rounds;
    private final Renewals renewals;
    private final Restorations restorations;
    private final Narrowings narrowings;
    private final ReviewLead leads;
    private final Clocks clocks;
    private final Numbers numbers;
    private final Timeline timeline;
    private final Turns turns;
    private final Words words;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * Opens the review of what falls due together; where its day is over already, it lifts it at once.
     *
     * @return its number; empty where somebody has opened it meanwhile
     */
    @Transactional
    public Optional<String> open(Due due) {
        turns.take("restriction-review " + due.restrictionId());
        var now = clock.instant();
        var lead = leads.of(now);
        var measures = terms.measures(due, lead.until(), LawDay.of(now));
        if (measures.isEmpty()) {
            return Optional.empty();
        }
        var targets =
                measures.stream().map(MeasureTerms.DueMeasure::caseTargetId).toList();
        var number = numbers.next(Numbers.Kind.REVIEW, now);
        var round = rounds.review(due.restrictionId(), number, targets);
        rows.insert(number, due.restrictionId(), round.id(), due.dueOn(), measures);
        terms.review(targets, number);
        var caseId = rounds.caseOf(round).id();
        var end = LawDay.endOf(due.dueOn());
        // an end that was set comes without anybody having failed to decide
        lead.deadline()
                .filter(rule -> end.isAfter(now) && rows.isAnyToBeReviewed(number))
                .ifPresent(rule -> clocks.start(
                        caseId,
                        number,
                        new Deadline(rule.rule(), rule.term(), now, end, rule.citation(), rule.verified())));
        timeline.record(
                caseId, "REVIEW_OPENED", Timeline.SOFTWARE, number, due.dueOn().toString());
        events.publishEvent(new ReviewOpened(number));
        check(number);
        return Optional.of(number);
    }

    /** The last day on which the review can be decided. */
    public LocalDate lastDay(String number) {
        return rows.get(number).dueOn();
    }

    /** The end of that day in Almaty. */
    public Instant dueAt(String number) {
        return LawDay.endOf(lastDay(number));
    }

    /**
     * Records the reviewer's words.
     *
     * @throws Problem {@code review.over} when its day has passed, and see {@link Renewals#decide}
     */
    @Transactional
    public DecisionState decide(Renewals.Review decision) {
        var review = rows.locked(decision.number());
        if (isOver(review) || !review.open()) {
            throw Problem.conflict(
                    "review.over", review.number(), review.dueOn().toString());
        }
        var state = renewals.decide(decision);
        settle(review);
        return state;
    }

    /**
     * Looks whether the day of the review is over, and lifts what nobody has decided by then.
     *
     * @return whether nothing of it is left to decide
     */
    @Transactional
    public boolean check(String number) {
        var review = rows.locked(number);
        if (!review.open()) {
            return true;
        }
        var undecided = rows.undecided(review);
        var undone = undecided.stream().filter(item -> !item.stands()).toList();
        rows.outcome(review, ids(undone), Outcome.OVERTAKEN, Timeline.SOFTWARE);
        var left = undecided.stream().filter(ReviewRows.Item::stands).toList();
        if (isOver(review) && !left.isEmpty()) {
            lapse(review, left);
        }
        var over = !rows.get(number).open();
        if (over) {
            clocks.cancel(number);
            events.publishEvent(new ReviewOver(number));
        }
        return over;
    }

    /** What was undone on another ground needs no review any more. */
    @EventListener
    void look(DispositionsSet set) {
        rows.openAbout(set.caseTargets()).forEach(this::check);
    }

    private boolean isOver(Review review) {
        return LawDay.of(clock.instant()).isAfter(review.dueOn());
    }

    private void lapse(Review review, List<ReviewRows.Item> items) {
        var caseId = rounds.caseOf(rounds.byId(review.roundId())).id();
        var day = review.dueOn().toString();
        var reasons = Stream.of("kk", "ru")
                .map(language ->
                        words.text("review.end-reached", Locale.forLanguageTag(language), day, review.number()))
                .collect(Collectors.joining("\n"));
        var owed = items.stream().filter(ReviewRows.Item::isOwed).toList();
        var ended = items.stream().filter(item -> !item.isOwed()).toList();
        rows.outcome(review, ids(owed), Outcome.LAPSED, Timeline.SOFTWARE);
        rows.outcome(review, ids(ended), Outcome.ENDED, Timeline.SOFTWARE);
        if (!ended.isEmpty()) {
            timeline.record(caseId, "RESTRICTION_ENDED", Timeline.SOFTWARE, nos(ended), day);
        }
        if (!owed.isEmpty()) {
            timeline.record(caseId, "REVIEW_NOT_HELD", Timeline.SOFTWARE, review.number(), nos(owed));
            clocks.breach(review.number(), ReviewLead.RULE);
        }
        terms.expire(ids(items), reasons);
        restorations.order(
                new Restorations.Wanted(
                        caseId,
                        ids(items),
                        RestorationKind.RESTORATION,
                        RestorationGround.END_REACHED,
                        review.number(),
                        reasons),
                Timeline.SOFTWARE);
    }

    /** Carries out what was decided in the review, and tells whether it was missed. */
    @Transactional
    public boolean close(String number) {
        var review = rows.locked(number);
        settle(review);
        return rows.isMissed(review);
    }

    /** The numbers of all reviews of the case, the oldest first. */
    public List<String> of(UUID caseId) {
        return rows.of(caseId);
    }

    /** What the head of the unit did about a review that nobody held. */
    @Transactional
    public void lapseSeen(String number, String remarks, String person) {
        timeline.record(
                rounds.caseOf(rounds.byId(rows.get(number).roundId())).id(),
                "REVIEW_LAPSE_SEEN",
                person,
                number,
                remarks);
    }

    private void settle(Review review) {
        var decided = rows.decided(review);
        var caseId = rounds.caseOf(rounds.byId(review.roundId())).id();
        decided.stream().collect(Collectors.groupingBy(Reviews::outcome)).forEach((outcome, of) -> {
            var person = of.get(0).decidedBy();
            var targets = of.stream().map(ReviewRows.Decided::caseTargetId).toList();
            rows.outcome(review, targets, outcome, person);
            if (outcome == Outcome.NARROWED) {
                narrowings.issue(review.restrictionId(), targets, reasons(of), person);
            } else if (outcome == Outcome.LIFTED) {
                restore(review, caseId, targets, reasons(of), person);
            }
        });
        if (!decided.isEmpty() && !rows.get(review.number()).open()) {
            clocks.meet(review.number(), ReviewLead.RULE);
        }
    }

    private void restore(Review review, UUID caseId, List<UUID> targets, String reasons, String person) {
        restorations.order(
                new Restorations.Wanted(
                        caseId,
                        targets,
                        RestorationKind.RESTORATION,
                        RestorationGround.REVIEW,
                        review.number(),
                        reasons),
                person);
    }

    private static Outcome outcome(ReviewRows.Decided decided) {
        if (decided.decision().equals("LIFTED")) {
            return Outcome.LIFTED;
        }
        return decided.narrower() ? Outcome.NARROWED : Outcome.RENEWED;
    }

    private static String reasons(List<ReviewRows.Decided> decided) {
        return decided.stream().map(ReviewRows.Decided::reasons).distinct().collect(Collectors.joining("\n"));
    }

    private static List<UUID> ids(List<ReviewRows.Item> items) {
        return items.stream().map(ReviewRows.Item::caseTargetId).toList();
    }

    private static String nos(List<ReviewRows.Item> items) {
        return items.stream().map(item -> String.valueOf(item.no())).collect(Collectors.joining(", "));
    }
}
