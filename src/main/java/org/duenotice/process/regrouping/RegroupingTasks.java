package org.duenotice.process.regrouping;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.Regroupings;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** regrouping: the form in Tasklist; the cases' own processes start and end by events, as for every other way in. */
@Configuration(proxyBeanMethods = false)
class RegroupingTasks {

    enum What {
        SPLIT,
        MERGE
    }

    @Bean
    JavaDelegate recordRegrouping(Regroupings regroupings, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "regrouping");
            }
            var input = Input.of(execution);
            var number = input.requiredText("caseNumber");
            var reasons = input.requiredText("reasons");
            var person = authentication.getUserId();
            var goesOn = input.oneOf("regrouping", What.class) == What.SPLIT
                    ? regroupings.split(number, input.numbersInWords("targets"), reasons, person)
                    : regroupings.merge(number, input.requiredText("into"), reasons, person);
            execution.setProcessBusinessKey(goesOn.number());
        };
    }
}
