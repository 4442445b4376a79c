package org.duenotice.restriction;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBasis;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.ProtectedExpressions;
import org.duenotice.qualification.Qualifications;
import org.springframework.stereotype.Component;

/** What every decision needs that burdens somebody, the first one as well as one that lets a measure stand longer. */
@Component
@RequiredArgsConstructor
class BurdenChecks {

    /** No restriction stands longer than this without being looked at again. */
    private static final int LONGEST_MONTHS = 12;

    private final ScopeLadder ladder;
    private final Hearings hearings;
    private final Collateral collateral;
    private final MeasuresTaken measuresTaken;
    private final Qualifications qualifications;
    private final ProtectedExpressions protectedExpressions;
    private final JudicialActs judicialActs;
    private final Clock clock;

    /** A measure on a target as it is to stand. */
    record Burden(CaseTarget target, Step step) {}

    static void eachOnce(Collection<Integer> decided, Collection<Integer> open) {
        var given = decided.stream().sorted().toList();
        if (!given.equals(List.copyOf(open))) {
            throw Problem.invalid("restriction.each-target-once", open, given);
        }
    }

    static void withReasons(Collection<String> reasons) {
        if (reasons.stream().anyMatch(words -> words == null || words.isBlank())) {
            throw Problem.invalid("reasons-missing");
        }
    }

    /**
     * Lets the measures pass, or says what they lack.
     *
     * @param basis as it is worded today
     * @return what may be, by the number of the target
     */
    Map<Integer, ScopeLadder.Permitted> permit(
            CaseFile caseFile,
            Restriction restriction,
            LegalBasis basis,
            Collection<Burden> burdens,
            LocalDate reviewOn,
            LocalDate endsOn) {
        var today = LawDay.of(clock.instant());
        if (restriction.judicialAct() != null) {
            judicialActs.inForce(restriction.judicialAct(), today);
        }
        if (protectedExpressions.ticked(caseFile.id()).isPresent() && !qualifications.isPermitted(caseFile.id())) {
            throw Problem.conflict("qualification.protected", caseFile.number());
        }
        checkDays(reviewOn, endsOn, today);
        var failures = measuresTaken.failures(
                burdens.stream().map(burden -> burden.target().id()).toList());
        var permitted = new HashMap<Integer, ScopeLadder.Permitted>();
        burdens.forEach(burden -> permitted.put(
                burden.target().no(), ladder.permit(burden.target(), burden.step(), restriction, basis, failures)));
        if (endsOn == null && permitted.values().stream().anyMatch(step -> step.scope() == Scope.PLATFORM)) {
            throw Problem.invalid("restriction.platform-without-end");
        }
        return permitted;
    }

    /** An end or a day of review; what ends later than in a year is reviewed before. */
    static void checkDays(LocalDate review, LocalDate end, LocalDate today) {
        var latest = today.plusMonths(LONGEST_MONTHS);
        if (review == null && (end == null || end.isAfter(latest))) {
            throw Problem.invalid("restriction.review-date", today, latest);
        }
        if (review != null && (!review.isAfter(today) || review.isAfter(latest))) {
            throw Problem.invalid("restriction.review-date", today, latest);
        }
        if (end != null && (!end.isAfter(today) || review != null && end.isBefore(review))) {
            throw Problem.invalid("restriction.end-date", today);
        }
    }

    List<Collateral.Wanted> unassessed(
            Round round, Map<Integer, ScopeLadder.Permitted> permitted, Map<Integer, CaseTarget> open) {
        var wanted = new ArrayList<Collateral.Wanted>();
        permitted.forEach((no, step) -> {
            var target = open.get(no).id();
            if (step.scope().needsAssessment()
                    && collateral.covering(round.id(), target, step.scope()).isEmpty()) {
                wanted.add(new Collateral.Wanted(target, step.scope(), step.object()));
            }
        });
        return wanted;
    }

    /** The hearing that the decision rests on, or null when one was ordered just now. */
    UUID hearing(Hearings.Choice choice, CaseFile caseFile, Round round, Supplier<String> preliminary, String officer) {
        var done = hearings.done(round.id());
        if (done.isPresent()) {
            return done.get().id();
        }
        if (choice == null) {
            throw Problem.invalid("restriction.hearing-missing");
        }
        if (!choice.hold()) {
            return hearings.without(caseFile, round, choice.ground(), choice.reasons(), officer);
        }
        hearings.order(caseFile, round, preliminary.get(), officer);
        return null;
    }

    /** A target of a preliminary decision as those concerned read it. */
    static String line(int no, Enum<?> word, ScopeLadder.Permitted step, String reasons) {
        return "%d: %s%s. %s".formatted(no, word, step == null ? "" : " " + step.scope(), reasons.strip());
    }
}
