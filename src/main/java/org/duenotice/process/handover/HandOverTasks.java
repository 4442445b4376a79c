package org.duenotice.process.handover;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Input;
import org.duenotice.security.CurrentPerson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** hand-over: the form by which somebody hands tasks over in Tasklist. Business key: none. */
@Configuration(proxyBeanMethods = false)
class HandOverTasks {

    @Bean
    JavaDelegate handOverHeld(HandOverOfTasks handOver, CurrentPerson person) {
        return execution -> {
            var input = Input.of(execution);
            var from = input.text("fromPerson");
            handOver.handOver(
                    input.requiredText("caseNumber"),
                    "",
                    from.isEmpty() ? person.id() : from,
                    input.requiredText("toPerson"),
                    input.requiredText("reasons"));
        };
    }
}
