package org.duenotice.process.bodynotification;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.agency.AgencyDispatches;
import org.duenotice.judicialact.ActDecisions;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.restriction.Notifications;
import org.duenotice.restriction.Round;
import org.duenotice.restriction.Rounds;
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

    private enum Settlement {
        SEND_AGAIN,
        HAND_OVER
    }

    /** Two people wrote and approved the reasons together with a judicial act; only the first time the body is asked. */
    @Bean
    JavaDelegate planNotification(Notifications notifications, Rounds rounds, ActDecisions acts) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            var round = rounds.of(number);
            var statement = round.kind() == Round.Kind.FIRST
                            && notifications.lastDraft(round).isEmpty()
                    ? acts.statement(number)
                    : Optional.<ActDecisions.Statement>empty();
            statement.ifPresent(said -> {
                notifications.prepare(number, said.reasonsRu(), said.reasonsKk(), Map.of(), said.preparedBy());
                notifications.decide(number, true, "", said.approvedBy());
            });
            BodyNotificationProcess.APPROVED_WITH_ITS_ACT.set(execution, statement.isPresent());
        };
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
    JavaDelegate composeNotification(Notifications notifications, AgencyDispatches dispatches) {
        return execution -> {
            var number = notifications.compose(execution.getProcessBusinessKey());
            BodyNotificationProcess.NOTIFICATION_NUMBER.set(execution, number);
            BodyNotificationProcess.AGENCY_CHANNEL.set(execution, dispatches.isFor(number));
        };
    }

    @Bean
    JavaDelegate claimNotification(AgencyDispatches dispatches) {
        return execution -> dispatches.claim(BodyNotificationProcess.NOTIFICATION_NUMBER.in(execution));
    }

    /** In a transaction of its own: the attempt was claimed in the one before. */
    @Bean
    JavaDelegate sendNotification(AgencyDispatches dispatches) {
        return execution -> {
            var delivery = dispatches.send(BodyNotificationProcess.NOTIFICATION_NUMBER.in(execution));
            ProcessVariable.set(execution, BodyNotificationProcess.NOTIFICATION_DELIVERY, delivery.outcome());
            if (delivery.outcome() == AgencyDispatches.Outcome.RETRY_LATER) {
                ProcessVariable.set(execution, BodyNotificationProcess.RETRY_AT, delivery.retryAt());
            }
        };
    }

    @Bean
    Completion settleNotificationCompleted(AgencyDispatches dispatches) {
        return (task, input, person) -> {
            var settlement = input.oneOf("settlement", Settlement.class);
            dispatches.settle(
                    BodyNotificationProcess.NOTIFICATION_NUMBER.in(task),
                    settlement == Settlement.SEND_AGAIN,
                    input.text("remarks"),
                    person);
            ProcessVariable.set(task, BodyNotificationProcess.SETTLEMENT, settlement);
        };
    }

    /** Taken by the other system, or found by the officers in Tasklist: the clock of their decision runs. */
    @Bean
    JavaDelegate handOverNotification(Notifications notifications) {
        return execution -> {
            var delivery = BodyNotificationProcess.NOTIFICATION_DELIVERY.in(execution);
            var due = notifications.reached(
                    execution.getProcessBusinessKey(),
                    BodyNotificationProcess.NOTIFICATION_NUMBER.in(execution),
                    AgencyDispatches.Outcome.SENT.name().equals(delivery) ? "JWS" : "Tasklist");
            ProcessVariable.set(execution, BodyNotificationProcess.BODY_DUE_AT, due);
        };
    }
}
