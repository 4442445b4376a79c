package org.duenotice.process.appellantletter;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.AppellantLetters;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task of appellant-letter, the form by which what an appellant wrote is recorded in Tasklist. */
@Configuration(proxyBeanMethods = false)
class AppellantLetterTasks {

    @Bean
    JavaDelegate recordAppellantLetter(AppellantLetters letters, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "appellant-letter");
            }
            var input = Input.of(execution);
            var number = input.requiredText("appealNumber");
            letters.record(
                    number,
                    new AppellantLetters.Letter(
                            input.oneOf("letterKind", AppellantLetters.Kind.class),
                            input.requiredText("reference"),
                            input.day("receivedDate"),
                            input.text("letterWords")),
                    authentication.getUserId());
            execution.setProcessBusinessKey("letter/" + number);
        };
    }
}
