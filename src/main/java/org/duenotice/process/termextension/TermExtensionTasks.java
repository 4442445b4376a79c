package org.duenotice.process.termextension;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.AppealExtensions;
import org.duenotice.problem.Problem;
import org.duenotice.process.ClocksInProcesses;
import org.duenotice.process.Input;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task of term-extension, the form by which an officer extends the term of an appeal in Tasklist. */
@Configuration(proxyBeanMethods = false)
class TermExtensionTasks {

    @Bean
    JavaDelegate extendTerm(AppealExtensions extensions, ClocksInProcesses waiting, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "term-extension");
            }
            var input = Input.of(execution);
            var number = input.requiredText("appealNumber");
            waiting.move(extensions.extend(
                    number, input.day("newTermEnd"), input.requiredText("reasons"), authentication.getUserId()));
            execution.setProcessBusinessKey("extension/" + number);
        };
    }
}
