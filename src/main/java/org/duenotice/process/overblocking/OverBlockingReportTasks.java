package org.duenotice.process.overblocking;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.duenotice.restoration.OverBlocking;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** over-blocking: the form in Tasklist; the restoration is started by the event, as for every other way in. */
@Configuration(proxyBeanMethods = false)
class OverBlockingReportTasks {

    @Bean
    JavaDelegate recordOverBlocking(OverBlocking overBlocking, Cases cases, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "over-blocking");
            }
            var input = Input.of(execution);
            var caseFile = cases.byNumber(input.requiredText("caseNumber"));
            var numbers = input.numbersInWords("targets");
            var targets = cases.targets(caseFile.id()).stream()
                    .filter(target -> numbers.contains(target.no()))
                    .toList();
            refuseUnknown(numbers, targets.stream().map(CaseTarget::no).collect(Collectors.toSet()));
            execution.setProcessBusinessKey(overBlocking.report(
                    new OverBlocking.Report(
                            caseFile.id(),
                            targets.stream().map(CaseTarget::id).toList(),
                            input.oneOf("reporter", OverBlocking.Reporter.class),
                            input.requiredText("whatIsHit"),
                            ""),
                    authentication.getUserId()));
        };
    }

    private static void refuseUnknown(Set<Integer> numbers, Set<Integer> known) {
        if (!known.equals(numbers)) {
            throw Problem.invalid("restoration.no-such-target", numbers, known);
        }
    }
}
