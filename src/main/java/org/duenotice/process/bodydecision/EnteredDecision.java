package org.duenotice.process.bodydecision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.restriction.BodyDecision;
import org.duenotice.restriction.Hearings;
import org.duenotice.restriction.Officer;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Restrictions.TargetDecision;
import org.duenotice.restriction.Step;

/** Reads the form of the officer: one decision for all, targets decided otherwise by number, and wider steps by number. */
final class EnteredDecision {

    private static final Map<String, BodyDecision> EXCEPTIONS = Map.of(
            "approvedTargets", BodyDecision.APPROVED,
            "returnedTargets", BodyDecision.RETURNED,
            "refusedTargets", BodyDecision.REFUSED);

    private static final Map<String, Scope> WIDER = new LinkedHashMap<>();

    static {
        WIDER.put("geoTargets", Scope.GEO_RESTRICTION);
        WIDER.put("accountTargets", Scope.ACCOUNT);
        WIDER.put("pathTargets", Scope.PATH);
        WIDER.put("domainTargets", Scope.DOMAIN);
        WIDER.put("serviceTargets", Scope.SERVICE);
        WIDER.put("platformTargets", Scope.PLATFORM);
    }

    private enum ForAll {
        APPROVE,
        RETURN,
        REFUSE
    }

    private enum HearingChoice {
        HOLD,
        NOT_HELD
    }

    private EnteredDecision() {}

    static Restrictions.Decision of(String number, Input input, List<Integer> open, String person) {
        return new Restrictions.Decision(
                number,
                decisions(input, open),
                input.day("reviewDate"),
                input.day("endDate"),
                input.optionalOneOf("protectedExpression", ProtectedKind.class),
                hearing(input),
                null,
                new Officer(person, person, "authorised-body"));
    }

    static Hearings.Choice hearing(Input input) {
        var choice = input.optionalOneOf("hearing", HearingChoice.class);
        return choice == null
                ? null
                : new Hearings.Choice(
                        choice == HearingChoice.HOLD,
                        input.optionalOneOf("hearingGround", Hearings.Ground.class),
                        input.text("hearingReasons"));
    }

    /** The decision for all holds for each target that no list names. */
    private static List<TargetDecision> decisions(Input input, List<Integer> open) {
        var forAll = decision(input.oneOf("decisionForAll", ForAll.class));
        var steps = steps(input, open);
        var byNo = new TreeMap<Integer, TargetDecision>();
        open.forEach(no -> byNo.put(no, new TargetDecision(no, forAll, input.text("reasons"), step(steps, no))));
        EXCEPTIONS.forEach((field, word) -> input.numbers(field).forEach(no -> {
            var before =
                    byNo.put(no, new TargetDecision(no, word, input.requiredText("exceptionReasons"), step(steps, no)));
            if (before == null || before.decision() != forAll) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        steps.keySet().forEach(no -> {
            if (byNo.get(no).decision() != BodyDecision.APPROVED) {
                throw Problem.invalid("restriction.scope-without-approval", no);
            }
        });
        return List.copyOf(byNo.values());
    }

    private static Step step(Map<Integer, Step> steps, int no) {
        return steps.getOrDefault(no, Step.narrowest());
    }

    private static BodyDecision decision(ForAll entered) {
        return switch (entered) {
            case APPROVE -> BodyDecision.APPROVED;
            case RETURN -> BodyDecision.RETURNED;
            case REFUSE -> BodyDecision.REFUSED;
        };
    }

    /** Only the targets for which a wider measure was chosen. */
    private static Map<Integer, Step> steps(Input input, List<Integer> open) {
        var ground = input.optionalOneOf("widerGround", Step.Ground.class);
        var words = input.textByTarget("widerWords");
        var objects = input.textByTarget("widerObjects");
        var steps = new TreeMap<Integer, Step>();
        WIDER.forEach((field, scope) -> input.numbers(field).forEach(no -> {
            var step = new Step(scope, ground, words.getOrDefault(no, ""), objects.getOrDefault(no, ""));
            if (!open.contains(no) || steps.put(no, step) != null) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        return steps;
    }
}
