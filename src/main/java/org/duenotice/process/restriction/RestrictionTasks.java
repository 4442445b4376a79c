package org.duenotice.process.restriction;

import static org.duenotice.process.Completion.number;

import java.util.List;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.Cases;
import org.duenotice.notice.Notices;
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

    private enum ForAll {
        APPROVE,
        RETURN,
        REFUSE,
        PER_TARGET
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

    private static List<TargetDecision> decisions(Input input, List<Integer> open) {
        var forAll = input.oneOf("decisionForAll", ForAll.class);
        var reasons = input.requiredText("reasons");
        if (forAll != ForAll.PER_TARGET) {
            return open.stream()
                    .map(no -> new TargetDecision(no, decision(forAll), reasons))
                    .toList();
        }
        return input.rows("targetDecisions").stream()
                .map(row -> new TargetDecision(
                        row.number("no"),
                        decision(row.oneOf("decision", ForAll.class)),
                        row.text("reasons").isEmpty() ? reasons : row.text("reasons")))
                .toList();
    }

    private static BodyDecision decision(ForAll entered) {
        return switch (entered) {
            case APPROVE -> BodyDecision.APPROVED;
            case RETURN -> BodyDecision.RETURNED;
            case REFUSE -> BodyDecision.REFUSED;
            case PER_TARGET -> throw org.duenotice.problem.Problem.invalid("input.missing", "decision");
        };
    }

    @Bean
    Completion supplementEvidenceCompleted(Restrictions restrictions) {
        return (task, input, person) ->
                restrictions.supplemented(number(task), input.text("supplementRemarks"), person);
    }

    @Bean
    JavaDelegate prepareNotices(Notices notices) {
        return execution -> ProcessVariable.setNumbers(
                execution, RestrictionProcess.NOTICE_NUMBERS, notices.prepare(execution.getProcessBusinessKey()));
    }
}
