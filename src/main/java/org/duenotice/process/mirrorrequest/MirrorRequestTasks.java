package org.duenotice.process.mirrorrequest;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.duenotice.recreation.Mirrors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** mirror-request: the form in Tasklist; mirror is started by the event, as for every other way in. */
@Configuration(proxyBeanMethods = false)
class MirrorRequestTasks {

    @Bean
    JavaDelegate recordMirror(Mirrors mirrors, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "mirror-request");
            }
            var input = Input.of(execution);
            var proposed = mirrors.propose(
                    new Mirrors.Place(input.requiredText("caseNumber"), input.requiredNumber("target")),
                    new Mirrors.Place(input.requiredText("ofCase"), input.requiredNumber("ofTarget")),
                    input.requiredText("reasons"),
                    authentication.getUserId());
            execution.setProcessBusinessKey(proposed.number());
        };
    }
}
