package org.duenotice.process.measures;

import static org.duenotice.process.Completion.number;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.measure.Addressee;
import org.duenotice.measure.Measures;
import org.duenotice.measure.Measures.Proposal;
import org.duenotice.measure.Measures.TargetMeasure;
import org.duenotice.notice.Notices;
import org.duenotice.operator.OrderIssues;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.restriction.Restrictions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of measures in diagram order. */
@Configuration(proxyBeanMethods = false)
class MeasuresTasks {

    private static final Map<String, Addressee> EXCEPTIONS = Map.of(
            "platformTargets", Addressee.PLATFORM,
            "siteOwnerTargets", Addressee.SITE_OWNER,
            "operatorTargets", Addressee.OPERATORS);

    private enum ForAll {
        AS_PROPOSED,
        PLATFORM,
        SITE_OWNER,
        OPERATORS
    }

    @Bean
    JavaDelegate proposeMeasures(MeasureProposals proposals, Measures measures) {
        return execution ->
                measures.propose(execution.getProcessBusinessKey(), proposals.of(execution.getProcessBusinessKey()));
    }

    @Bean
    Completion decideMeasuresCompleted(
            Measures measures, Cases cases, Restrictions restrictions, SiteOwners siteOwners) {
        return (task, input, person) -> {
            var caseFile = cases.byNumber(number(task));
            var approved = measures.approved(caseFile);
            var proposals = measures.proposals(restrictions.of(caseFile.id()).id());
            var addressees = addressees(input, approved, proposals);
            var owners = siteOwners.of(input.text("ownerContacts"));
            measures.decide(new Measures.Decision(
                    caseFile.number(),
                    approved.stream()
                            .map(target -> new TargetMeasure(
                                    target.no(),
                                    addressees.get(target.no()),
                                    addressees.get(target.no()) == Addressee.SITE_OWNER ? owners.of(target) : null))
                            .toList(),
                    input.requiredText("reasons"),
                    person));
        };
    }

    /** The addressee for all holds for each target that no list names. */
    private static Map<Integer, Addressee> addressees(
            Input input, List<CaseTarget> approved, Map<java.util.UUID, Proposal> proposals) {
        var forAll = input.oneOf("addresseeForAll", ForAll.class);
        var byNo = new TreeMap<Integer, Addressee>();
        approved.forEach(target -> byNo.put(
                target.no(),
                forAll == ForAll.AS_PROPOSED
                        ? proposals.get(target.id()).addressee()
                        : Addressee.valueOf(forAll.name())));
        var named = new java.util.HashSet<Integer>();
        EXCEPTIONS.forEach((field, addressee) -> input.numbers(field).forEach(no -> {
            if (!named.add(no) || byNo.put(no, addressee) == null) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        return byNo;
    }

    @Bean
    JavaDelegate prepareMeasures(Notices notices, OrderIssues orders) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            ProcessVariable.setNumbers(execution, MeasuresProcess.NOTICE_NUMBERS, notices.prepare(number));
            ProcessVariable.setNumbers(execution, MeasuresProcess.ORDER_NUMBERS, orders.issue(number));
        };
    }
}
