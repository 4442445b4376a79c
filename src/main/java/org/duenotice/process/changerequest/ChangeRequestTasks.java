package org.duenotice.process.changerequest;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.duenotice.register.Changes;
import org.duenotice.register.Register;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** change-request: the form in Tasklist; register-change is started by the event, as for every other way in. */
@Configuration(proxyBeanMethods = false)
class ChangeRequestTasks {

    @Bean
    JavaDelegate openChange(Changes changes, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "change-request");
            }
            var input = Input.of(execution);
            execution.setProcessBusinessKey(changes.open(
                    input.oneOf("register", Register.class),
                    input.text("rowKey"),
                    input.requiredText("reasons"),
                    authentication.getUserId()));
        };
    }
}
