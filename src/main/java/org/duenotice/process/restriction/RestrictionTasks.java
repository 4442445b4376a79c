package org.duenotice.process.restriction;

import static org.duenotice.process.Completion.number;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.restriction.BodyDecision;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Restrictions.TargetDecision;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of restriction in diagram order. */
@Configuration(proxyBeanMethods = false)
class RestrictionTasks {

    private static final Map<String, BodyDecision> EXCEPTIONS = Map.of(
            "approvedTargets", BodyDecision.APPROVED,
            "returnedTargets", BodyDecision.RETURNED,
            "refusedTargets", BodyDecision.REFUSED);

    private enum ForAll {
        APPROVE,
        RETURN,
        REFUSE
    }

    @Bean
    JavaDelegate notifyAuthorisedBody(Restrictions restrictions) {
        return execution -> restrictions.propose(execution.getProcessBusinessKey());
    }

    @Bean
    Completion decideRestrictionCompleted(Restrictions restrictions, Cases cases) {
        return (task, input, person) -> {
            var caseFile = cases.byNumber(number(task));
            var open = restrictions.undecidedNumbers(caseFile, restrictions.of(caseFile.id()));
            var decision = restrictions.decide(new Restrictions.Decision(
                    caseFile.number(),
                    decisions(input, open),
                    input.day("reviewDate"),
                    input.optionalOneOf("protectedExpression", ProtectedKind.class),
                    person));
            ProcessVariable.set(task, RestrictionProcess.BODY_DECISION, decision);
        };
    }

    /** The decision for all holds for each target that no list names. */
    private static List<TargetDecision> decisions(Input input, List<Integer> open) {
        var forAll = decision(input.oneOf("decisionForAll", ForAll.class));
        var byNo = new TreeMap<Integer, TargetDecision>();
        open.forEach(no -> byNo.put(no, new TargetDecision(no, forAll, input.text("reasons"))));
        EXCEPTIONS.forEach((field, word) -> input.numbers(field).forEach(no -> {
            var before = byNo.put(no, new TargetDecision(no, word, input.requiredText("exceptionReasons")));
            if (before == null || before.decision() != forAll) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        return List.copyOf(byNo.values());
    }

    private static BodyDecision decision(ForAll entered) {
        return switch (entered) {
            case APPROVE -> BodyDecision.APPROVED;
            case RETURN -> BodyDecision.RETURNED;
            case REFUSE -> BodyDecision.REFUSED;
        };
    }

    @Bean
    Completion supplementEvidenceCompleted(Restrictions restrictions) {
        return (task, input, person) ->
                restrictions.supplemented(number(task), input.text("supplementRemarks"), person);
    }
}
