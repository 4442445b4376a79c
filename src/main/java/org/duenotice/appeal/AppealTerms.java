package org.duenotice.appeal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.calendar.ClockChanges;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * The terms of an appeal. Its clocks run over its case; while nobody knows that, the terms run all the same and the process keeps them.
 */
@Component
@RequiredArgsConstructor
public class AppealTerms {

    private static final String YEAR_NOT_LOADED = "calendar.year-not-loaded";

    private final Deadlines deadlines;
    private final Clocks clocks;
    private final ClockChanges changes;

    /** The terms an appeal has, by what they are for; the code is that of the rule. */
    public enum Term {
        ADMISSIBILITY("appeal-admissibility"),
        FORWARDING("misdirected-forwarded-3wd"),
        DECISION("complaint-decision-20wd"),
        RECONSIDERATION("complaint-forward-3wd"),
        OBJECTION("objection-2wd"),
        HEARING("hearing-3wd"),
        FILE_ACCESS("file-access-3wd"),
        FULFILMENT("execution-5wd"),
        RETURN("complaint-return-5wd"),
        COURT("court-claim-1m");

        private final String rule;

        Term(String rule) {
            this.rule = rule;
        }
    }

    /** No appeal waits for a calendar: a term that reaches into a year not loaded yet ends at the earliest, until the year is loaded. */
    Deadline due(Term term, Instant start) {
        return deadlines.earliest(term.rule, start);
    }

    /** Starts the clock, where the case is known. */
    Deadline start(Appeal appeal, Term term, Instant start) {
        var deadline = due(term, start);
        if (appeal.caseId() != null) {
            clocks.start(appeal.caseId(), subject(appeal, term), deadline);
        }
        return deadline;
    }

    /**
     * The month in which a claim is brought to court, which is the appellant's term and none that anybody here waits for: where the days
     * off of the next year are not known yet, nothing fails for it, and it is told without its day.
     */
    Optional<Deadline> court(Instant start) {
        try {
            return Optional.of(deadlines.due(Term.COURT.rule, start));
        } catch (Problem problem) {
            if (problem.getCode().equals(YEAR_NOT_LOADED)) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    /** When a decision on an appeal is due at the latest, however often somebody needs longer (art. 76). */
    Deadline latest(Instant receivedAt) {
        return deadlines.earliest("complaint-extended-2m", receivedAt);
    }

    Optional<ClockView> running(Appeal appeal, Term term) {
        return clocks.running(subject(appeal, term));
    }

    ClockView extend(ClockView running, Instant dueAt, String words) {
        return changes.extend(running.id(), dueAt, words);
    }

    void startCourt(Appeal appeal, Instant start) {
        if (appeal.caseId() != null) {
            court(start).ifPresent(deadline -> clocks.start(appeal.caseId(), subject(appeal, Term.COURT), deadline));
        }
    }

    /** What the body decided anew can be brought to court from then on. */
    void restartCourt(Appeal appeal, Instant start) {
        clocks.cancel(subject(appeal, Term.COURT));
        startCourt(appeal, start);
    }

    void meet(Appeal appeal, Term term) {
        clocks.meet(subject(appeal, term), term.rule);
    }

    void breach(Appeal appeal, Term term) {
        clocks.breach(subject(appeal, term), term.rule);
    }

    /** Ends whatever still runs. */
    void cancel(Appeal appeal) {
        for (var term : Term.values()) {
            clocks.cancel(subject(appeal, term));
        }
    }

    /** Ends whatever still runs but a request to see the file, which is answered after the decision as well: who sues needs it. */
    void decided(Appeal appeal) {
        for (var term : Term.values()) {
            if (term != Term.FILE_ACCESS) {
                clocks.cancel(subject(appeal, term));
            }
        }
    }

    /** Its clocks as they stand, in the order they were started. */
    public List<ClockView> of(Appeal appeal) {
        return appeal.caseId() == null
                ? List.of()
                : clocks.of(appeal.caseId()).stream()
                        .filter(clock -> clock.subject().startsWith(appeal.number() + "/"))
                        .toList();
    }

    private static String subject(Appeal appeal, Term term) {
        return appeal.number() + "/" + term;
    }
}
