package org.duenotice.process.courtclaim;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.CourtStages;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task of court-claim, the form by which a claim with a court is recorded in Tasklist. */
@Configuration(proxyBeanMethods = false)
class CourtClaimTasks {

    @Bean
    JavaDelegate recordClaim(CourtStages courts, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "court-claim");
            }
            var input = Input.of(execution);
            var number = input.requiredText("appealNumber");
            courts.claim(
                    number,
                    input.requiredText("court"),
                    input.requiredText("claimNumber"),
                    input.day("claimDate"),
                    authentication.getUserId());
            execution.setProcessBusinessKey("claim/" + number);
        };
    }
}
