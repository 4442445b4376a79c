package org.duenotice.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.casefile.Dispositions;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.MeasureState;
import org.duenotice.restriction.MeasureTerms;
import org.duenotice.restriction.Renewals;
import org.duenotice.review.SealedReviewRows.SealedReview;
import org.duenotice.seal.CaseSealed;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reviews of measures in sealed cases. Somebody of the small group who did not decide them says anew why they must stand, or lifts them;
 * what nobody has decided by the end of the day is lifted. Access is opened by the group in silence: no letter of the software leaves and
 * nothing is published. What is said of it stands in sealed tables alone. A review is called by the number of its case, or by that of the appeal
 * which took the measures away.
 */
@Component
@RequiredArgsConstructor
public class SealedReviews {

    private static final String OPENING_RULE = "platform-restoration";

    private final JdbcClient sql;
    private final SealedReviewRows rows;
    private final MeasureTerms terms;
    private final Renewals renewals;
    private final Dispositions dispositions;
    private final Cases cases;
    private final Clocks clocks;
    private final Deadlines deadlines;
    private final CurrentPerson acting;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** A measure that stands, by the number of its target. */
    public record Measure(
            UUID id, UUID restrictionId, UUID caseTargetId, int no, MeasureState state, LocalDate dueOn) {}

    /** What a person of the group says to all measures of the case that fall due. */
    public enum Word {
        RENEWED,
        LIFTED,
        /** Its day came and nobody had decided, or it was being undone already when the case was sealed. */
        ENDED,
        /** An appeal took it away. */
        CANCELLED
    }

    /** Opens the review of what falls due in one case; what was being undone when it was sealed is only to be opened. */
    @Transactional
    public boolean open(String caseNumber, LocalDate dueOn) {
        var caseFile = cases.locked(caseNumber);
        var found = rows.find(caseNumber);
        if (found.filter(review -> !rows.wordless(review).isEmpty()).isPresent()) {
            return false;
        }
        var review = found.map(answered -> rows.takenUp(answered, dueOn))
                .orElseGet(() -> rows.insert(caseFile.id(), dueOn, ""));
        terms.review(rows.targets(rows.standing(review)), "");
        tell(caseFile.id(), "MEASURES_TO_REVIEW", Timeline.SOFTWARE, dueOn.toString());
        undoWhatWasOrdered(review);
        if (rows.find(caseNumber).isPresent()) {
            events.publishEvent(new SealedReviewOpened(caseNumber));
        }
        return true;
    }

    private void undoWhatWasOrdered(SealedReview review) {
        var ordered = rows.ordered(review.caseId());
        var ended = new LinkedHashSet<>(rows.standingOn(ordered));
        undo(review.caseId(), ordered, Timeline.SOFTWARE);
        ended.addAll(rows.beingUndone(review.caseId()));
        rows.say(review, ended, Word.ENDED, "", null, Timeline.SOFTWARE);
        if (!ordered.isEmpty()) {
            events.publishEvent(new SealedAccessOpened(review.caseId(), "", false));
        }
    }

    /** What somebody had proposed to undo when the case was sealed is for the group to decide by the end of the next day. */
    @EventListener
    @Transactional
    void review(CaseSealed sealed) {
        rows.bringProposedForward(
                cases.byNumber(sealed.caseNumber()).id(),
                LawDay.of(clock.instant()).plusDays(1));
    }

    /** What an appeal left to be done in a sealed case. */
    public enum Cancelled {
        /** Somebody has to open access. */
        TO_OPEN,
        /** Nobody had been asked for anything, and nobody will be. */
        WITHDRAWN,
        /** The measure had ended before. */
        NOTHING_STOOD
    }

    /**
     * What was decided on an appeal is carried out: the group opens access to these targets at once, beside whatever else of the case is
     * being reviewed.
     */
    @Transactional
    public Cancelled cancel(UUID caseId, Collection<UUID> targets, String appeal, String reasons, String person) {
        var caseFile = cases.locked(cases.byId(caseId).number());
        var measures = rows.standingOn(targets);
        if (!measures.isEmpty()) {
            var other = rows.find(caseFile.number())
                    .filter(review -> !rows.wordless(review).isEmpty());
            cancel(caseId, measures, targets, appeal, reasons, person);
            other.filter(review -> rows.wordless(review).isEmpty())
                    .ifPresent(review -> events.publishEvent(new SealedReviewOver(caseFile.number())));
        }
        if (rows.isBeingOpened(targets)) {
            return Cancelled.TO_OPEN;
        }
        return measures.isEmpty() ? Cancelled.NOTHING_STOOD : Cancelled.WITHDRAWN;
    }

    private void cancel(
            UUID caseId,
            Collection<UUID> measures,
            Collection<UUID> targets,
            String appeal,
            String reasons,
            String person) {
        var open = rows.find(appeal);
        var review = open.orElseGet(() -> rows.insert(caseId, LawDay.of(clock.instant()), appeal));
        undo(caseId, targets, person);
        rows.say(review, measures, Word.CANCELLED, reasons, null, person);
        tell(caseId, "MEASURES_CANCELLED", person, appeal + ": " + reasons);
        if (open.isEmpty() && !rows.toOpen(review).isEmpty()) {
            events.publishEvent(new SealedReviewOpened(appeal));
        }
    }

    /** The end of the last day on which it can be decided, in Almaty. */
    public Instant dueAt(String key) {
        return LawDay.endOf(rows.get(key).dueOn());
    }

    /** The same where the measures of the case wait for a decision. */
    public Optional<Instant> decisionDueAt(String caseNumber) {
        return rows.find(caseNumber)
                .filter(review -> !rows.wordless(review).isEmpty())
                .map(review -> LawDay.endOf(review.dueOn()));
    }

    public boolean isDecisionWanted(String key) {
        return !rows.standing(rows.get(key)).isEmpty();
    }

    /**
     * Records the group's word on everything that falls due.
     *
     * @param reviewOn the next day of review, at most twelve months away; counts for RENEWED only
     * @throws Problem {@code sealed.material} for everybody else, {@code review.decider}, {@code review.over}, and where the provision or the
     *     judicial act does not stand today
     */
    @Transactional
    public void decide(String caseNumber, Word word, LocalDate reviewOn, String reasons, String person) {
        requireGroup();
        if (reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        cases.locked(caseNumber);
        var review = rows.locked(caseNumber);
        var measures = rows.standing(review);
        if (measures.isEmpty() || LawDay.of(clock.instant()).isAfter(review.dueOn())) {
            throw Problem.conflict("review.over", caseNumber, review.dueOn().toString());
        }
        var ids = rows.wordless(review);
        if (rows.decided(ids, person)) {
            throw Problem.forbidden("review.decider", caseNumber, person);
        }
        if (word == Word.RENEWED) {
            measures.stream()
                    .map(Measure::restrictionId)
                    .distinct()
                    .forEach(restriction -> renewals.requireStanding(restriction, reviewOn));
        }
        if (word == Word.RENEWED) {
            terms.standOn(rows.targets(measures), person);
        } else {
            undo(review.caseId(), rows.targets(measures), person);
        }
        rows.say(review, ids, word, reasons, word == Word.RENEWED ? reviewOn : null, person);
        tell(
                review.caseId(),
                word == Word.RENEWED ? "MEASURES_RENEWED" : "MEASURES_LIFTED",
                person,
                word == Word.RENEWED ? reviewOn + ": " + reasons : reasons);
    }

    /** Lifts what nobody has decided by the end of its day. */
    @Transactional
    public boolean end(String caseNumber) {
        cases.locked(caseNumber);
        var review = rows.locked(caseNumber);
        var measures = rows.standing(review);
        if (measures.isEmpty() || !LawDay.of(clock.instant()).isAfter(review.dueOn())) {
            return false;
        }
        var ids = rows.wordless(review);
        terms.expire(rows.targets(measures), "");
        undo(review.caseId(), rows.targets(measures), Timeline.SOFTWARE);
        rows.say(review, ids, Word.ENDED, "", null, Timeline.SOFTWARE);
        tell(
                review.caseId(),
                "MEASURES_ENDED",
                Timeline.SOFTWARE,
                review.dueOn().toString());
        events.publishEvent(new SealedReviewOver(caseNumber));
        return true;
    }

    /** What nobody had been asked for needs no opening. */
    private void undo(UUID caseId, Collection<UUID> targets, String person) {
        cases.targets(caseId).stream()
                .filter(target -> targets.contains(target.id()))
                .collect(Collectors.groupingBy(
                        target -> target.disposition().next().contains(Disposition.BEING_RESTORED)
                                ? Disposition.BEING_RESTORED
                                : Disposition.WITHDRAWN,
                        Collectors.mapping(CaseTarget::id, Collectors.toList())))
                .forEach((disposition, of) -> dispositions.set(of, disposition, "", person));
    }

    /** Starts the term for opening access, where anything is to be opened. */
    @Transactional
    public Optional<Instant> planOpening(String key) {
        return rows.find(key).filter(review -> !rows.toOpen(review).isEmpty()).map(review -> {
            var deadline = deadlines.due(OPENING_RULE, clock.instant());
            clocks.start(review.caseId(), subject(key), deadline);
            return deadline.due();
        });
    }

    /** Nobody opened in time: recorded where the clock says so too, and nothing else. */
    @Transactional
    public boolean overdue(String key) {
        var running = clocks.running(subject(key)).filter(one -> !one.dueAt().isAfter(clock.instant()));
        running.ifPresent(one -> {
            clocks.breach(subject(key), one.rule());
            tell(rows.get(key).caseId(), "OPENING_OVERDUE", Timeline.SOFTWARE, "");
        });
        return running.isPresent();
    }

    /** Everyone who restricts was told over the group's own channels. */
    @Transactional
    public void opened(String key, String told, String number, Instant at, String person) {
        requireGroup();
        cases.locked(caseOf(key));
        var review = rows.locked(key);
        var isAsked = !rows.wordless(review).isEmpty();
        var when = at == null ? clock.instant() : at;
        if (when.isAfter(clock.instant()) || when.isBefore(review.openedAt())) {
            throw Problem.invalid("sealed.moment");
        }
        var targets = rows.targets(rows.toOpen(review));
        sql.sql("insert into sealed_access_opened values (?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        review.id(),
                        told,
                        number,
                        when.atOffset(ZoneOffset.UTC),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
        clocks.meet(subject(key), OPENING_RULE);
        dispositions.set(targets, Disposition.RESTRICTION_LIFTED, "", person);
        tell(review.caseId(), "ACCESS_OPENED", person, number + ": " + told);
        if (isAsked) {
            // what is asked about beside it is asked anew, by the next look
            events.publishEvent(new SealedReviewOver(key));
        }
        events.publishEvent(new SealedAccessOpened(review.caseId(), review.occasion(), true));
    }

    private static String subject(String key) {
        return key + "/OPENING";
    }

    private void requireGroup() {
        if (!acting.isIn(Groups.SEALED_MATERIAL)) {
            throw Problem.forbidden("sealed.material");
        }
    }

    private void tell(UUID caseId, String kind, String actor, String words) {
        sql.sql("insert into sealed_event (case_id, kind, actor, words, happened_at) values (?, ?, ?, ?, ?)")
                .params(caseId, kind, actor, words, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The measures that fall due, for whoever may read them. */
    public List<Measure> measures(String key) {
        return rows.standing(rows.get(key));
    }

    /** The measures whose access is to be opened, for whoever may read them. */
    public List<Measure> toOpen(String key) {
        return rows.toOpen(rows.get(key));
    }

    /** The case that the number is about, be it its own or that of an appeal. */
    public String caseOf(String key) {
        return cases.byId(rows.get(key).caseId()).number();
    }
}
