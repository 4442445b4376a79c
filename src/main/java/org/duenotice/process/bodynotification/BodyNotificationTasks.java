package org.duenotice.process.bodynotification;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.restriction.Notifications;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of body-notification in diagram order. */
@Configuration(proxyBeanMethods = false)
class BodyNotificationTasks {

    /** The second person's word on a draft. */
    private enum Word {
        APPROVE,
        RETURN
    }

    @Bean
    Completion prepareNotificationCompleted(Notifications notifications) {
        return (task, input, person) -> {
            notifications.prepare(
                    number(task),
                    input.text("reasonsRu"),
                    input.text("reasonsKk"),
                    input.textByTarget("targetReasons"),
                    person);
            FIRST_PERSON.set(task, person);
        };
    }

    @Bean
    Completion approveNotificationCompleted(Notifications notifications) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var word = input.oneOf("decision", Word.class);
            notifications.decide(number(task), word == Word.APPROVE, input.text("remarks"), person);
            ProcessVariable.set(task, BodyNotificationProcess.NOTIFICATION_OUTCOME, word);
        };
    }

    @Bean
    JavaDelegate composeNotification(Notifications notifications) {
        return execution -> BodyNotificationProcess.NOTIFICATION_NUMBER.set(
                execution, notifications.compose(execution.getProcessBusinessKey()));
    }

    /** The officers find it in Tasklist. */
    @Bean
    JavaDelegate handOverNotification(Notifications notifications) {
        return execution -> {
            var due = notifications.reached(
                    execution.getProcessBusinessKey(),
                    BodyNotificationProcess.NOTIFICATION_NUMBER.in(execution),
                    "Tasklist");
            ProcessVariable.set(execution, BodyNotificationProcess.BODY_DUE_AT, due);
        };
    }
}
