package org.duenotice.restriction;

import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBasis;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.duenotice.target.TargetKind;
import org.springframework.stereotype.Component;

/**
 * The ladder of measures as a gate: the narrowest step that fits needs no more than the decision; a wider one needs the recorded
 * failure of the step below, or one of two reasons, and is never wider than the legal basis allows.
 */
@Component
@RequiredArgsConstructor
class ScopeLadder {

    private static final String WEB = "WEB";

    private final WiderObjects objects;
    private final JudicialActs judicialActs;

    /** A step that may be taken; the ground is null for the narrowest. */
    record Permitted(Scope scope, Step.Ground ground, String words, String object) {}

    /** The narrowest measure that fits what the address names. A whole host is no narrower than what stands on its front page. */
    static Scope narrowest(CaseTarget target) {
        return kind(target) == TargetKind.ACCOUNT ? Scope.ACCOUNT : Scope.ITEM;
    }

    /** The steps that exist for the target, the narrowest first: a site has no account, a platform's post no domain of its own. */
    List<Scope> fitting(CaseTarget target) {
        if (target.platformCode().equals(WEB)) {
            return objects.isPartOfASite(target)
                    ? List.of(Scope.ITEM, Scope.PATH, Scope.DOMAIN, Scope.SERVICE, Scope.PLATFORM)
                    : List.of(Scope.ITEM, Scope.DOMAIN, Scope.SERVICE, Scope.PLATFORM);
        }
        return kind(target) == TargetKind.ACCOUNT
                ? List.of(Scope.GEO_RESTRICTION, Scope.ACCOUNT, Scope.SERVICE, Scope.PLATFORM)
                : List.of(Scope.ITEM, Scope.GEO_RESTRICTION, Scope.ACCOUNT, Scope.SERVICE, Scope.PLATFORM);
    }

    /**
     * Lets the step pass, or says what it lacks.
     *
     * @param failures what narrower measures came to, of any target
     */
    Permitted permit(
            CaseTarget target,
            Step wanted,
            Restriction restriction,
            LegalBasis basis,
            Collection<MeasuresTaken.Failure> failures) {
        var scope = wanted.scope() == null ? narrowest(target) : wanted.scope();
        if (!scope.within(basis.widestMeasure())) {
            throw Problem.conflict("restriction.wider-than-basis", target.no(), scope, basis.widestMeasure());
        }
        if (!fitting(target).contains(scope)) {
            throw Problem.invalid("restriction.scope-does-not-fit", target.no(), scope, fitting(target));
        }
        if (scope.compareTo(narrowest(target)) <= 0) {
            return new Permitted(scope, null, "", "");
        }
        var ground = wanted.ground() == null ? Step.Ground.NARROWER_FAILED : wanted.ground();
        var object = objects.of(target, scope, wanted.object());
        var words = wanted.words() == null ? "" : wanted.words().strip();
        switch (ground) {
            case NARROWER_FAILED -> words = failed(target, scope, failures);
            case JUDICIAL_ACT_NAMES_WIDER -> named(target, object, restriction);
            case WHOLE_OBJECT_FOR_OFFENCE -> shown(target, scope, words);
        }
        return new Permitted(scope, ground, words, object.address());
    }

    /** The step right below must have been taken; a notice asks for removal and else for restriction in the country. */
    private String failed(CaseTarget target, Scope scope, Collection<MeasuresTaken.Failure> failures) {
        var steps = fitting(target);
        var below = steps.get(steps.indexOf(scope) - 1);
        return failures.stream()
                .filter(failure -> failure.caseTargetId().equals(target.id()))
                .filter(failure -> tried(failure.scope()).compareTo(below) >= 0)
                .map(failure -> failure.noticeNumber() + ": " + failure.outcome())
                .findFirst()
                .orElseThrow(() -> Problem.conflict("restriction.narrower-not-tried", target.no(), scope, below));
    }

    private static Scope tried(Scope asked) {
        return asked == Scope.ITEM ? Scope.GEO_RESTRICTION : asked;
    }

    private void named(CaseTarget target, WiderObjects.WiderObject object, Restriction restriction) {
        if (restriction.judicialAct() == null || !judicialActs.names(restriction.judicialAct(), object.key())) {
            throw Problem.conflict("restriction.act-does-not-name-wider", target.no(), object.key());
        }
    }

    private static void shown(CaseTarget target, Scope scope, String words) {
        if (words.isEmpty()) {
            throw Problem.invalid("restriction.whole-object-not-shown", target.no(), scope);
        }
    }

    private static TargetKind kind(CaseTarget target) {
        return TargetKind.valueOf(target.kind());
    }
}
