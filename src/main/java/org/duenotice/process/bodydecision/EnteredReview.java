package org.duenotice.process.bodydecision;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.duenotice.restriction.Officer;
import org.duenotice.restriction.Renewals;
import org.duenotice.restriction.Renewals.TargetReview;
import org.duenotice.restriction.Renewals.Word;
import org.duenotice.restriction.Step;

/** Reads the form of the reviewer: one word for all measures, and those decided otherwise by number. */
final class EnteredReview {

    private static final Map<String, Word> EXCEPTIONS =
            Map.of("renewedTargets", Word.RENEW, "narrowedTargets", Word.NARROW, "liftedTargets", Word.LIFT);

    private EnteredReview() {}

    static Renewals.Review of(String number, Input input, List<Integer> open, String person) {
        return new Renewals.Review(
                number,
                words(input, open),
                input.day("reviewDate"),
                input.day("endDate"),
                EnteredDecision.hearing(input),
                new Officer(person, person, "authorised-body"));
    }

    private static List<TargetReview> words(Input input, List<Integer> open) {
        var forAll = input.oneOf("reviewForAll", Word.class);
        var byNo = new TreeMap<Integer, TargetReview>();
        open.forEach(no -> byNo.put(no, word(no, forAll, input.text("reasons"), input)));
        EXCEPTIONS.forEach((field, word) -> input.numbers(field).forEach(no -> {
            var before = byNo.put(no, word(no, word, input.requiredText("exceptionReasons"), input));
            if (before == null || before.word() != forAll) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        return List.copyOf(byNo.values());
    }

    private static TargetReview word(int no, Word word, String reasons, Input input) {
        var step = word == Word.NARROW
                ? new Step(
                        input.optionalOneOf("narrowTo", Scope.class),
                        input.optionalOneOf("widerGround", Step.Ground.class),
                        input.textByTarget("widerWords").getOrDefault(no, ""),
                        input.textByTarget("widerObjects").getOrDefault(no, ""))
                : null;
        return new TargetReview(no, word, reasons, step);
    }
}
