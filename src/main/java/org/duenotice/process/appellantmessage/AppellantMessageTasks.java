package org.duenotice.process.appellantmessage;

import static org.duenotice.process.Completion.number;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.AppealMessages;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of appellant-message in diagram order. */
@Configuration(proxyBeanMethods = false)
class AppellantMessageTasks {

    @Bean
    JavaDelegate claimMessage(AppealMessages messages) {
        return execution ->
                AppellantMessageProcess.BY_MAIL.set(execution, messages.claim(execution.getProcessBusinessKey()));
    }

    /** In a transaction of its own: the attempt was claimed in the one before. */
    @Bean
    JavaDelegate sendMessage(AppealMessages messages) {
        return execution -> {
            var sending = messages.send(execution.getProcessBusinessKey());
            ProcessVariable.set(execution, AppellantMessageProcess.MESSAGE_DELIVERY, sending.delivery());
            if (sending.at() != null) {
                ProcessVariable.set(execution, AppellantMessageProcess.MESSAGE_RETRY_AT, sending.at());
            }
        };
    }

    @Bean
    Completion tellAppellantCompleted(AppealMessages messages) {
        return (task, input, person) ->
                messages.told(number(task), input.requiredText("how"), input.day("toldDate"), person);
    }
}
