package org.duenotice.process.letterdelivery;

import static org.duenotice.process.Completion.number;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.notice.Deliveries;
import org.duenotice.notice.Deliveries.Settlement;
import org.duenotice.notice.DeliveryOutcome;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of letter-delivery in diagram order. */
@Configuration(proxyBeanMethods = false)
class LetterDeliveryTasks {

    private enum Correction {
        SEND_AGAIN,
        GIVE_UP
    }

    @Bean
    JavaDelegate claimDelivery(Deliveries deliveries) {
        return execution -> deliveries.claim(execution.getProcessBusinessKey());
    }

    /** In a transaction of its own: the attempt was claimed in the one before. */
    @Bean
    JavaDelegate deliverLetter(Deliveries deliveries) {
        return execution -> {
            var delivery = deliveries.deliver(execution.getProcessBusinessKey());
            ProcessVariable.set(execution, LetterDeliveryProcess.DELIVERY, delivery.outcome());
            if (delivery.outcome() == DeliveryOutcome.RETRY_LATER) {
                ProcessVariable.set(execution, LetterDeliveryProcess.RETRY_AT, delivery.retryAt());
            }
        };
    }

    @Bean
    Completion correctContactCompleted(Deliveries deliveries) {
        return (task, input, person) -> settle(
                deliveries,
                task,
                Settlement.valueOf(input.oneOf("settlement", Correction.class).name()),
                input.text("recipient"),
                input.text("remarks"),
                person);
    }

    @Bean
    Completion settleDeliveryCompleted(Deliveries deliveries) {
        return (task, input, person) -> {
            var settlement = input.oneOf("settlement", Settlement.class);
            var words = settlement == Settlement.WAS_SENT ? input.text("proof") : input.text("remarks");
            settle(deliveries, task, settlement, "", words, person);
        };
    }

    private static void settle(
            Deliveries deliveries,
            DelegateTask task,
            Settlement settlement,
            String address,
            String words,
            String person) {
        deliveries.settle(number(task), settlement, address, words, person);
        ProcessVariable.set(task, LetterDeliveryProcess.SETTLEMENT, settlement);
        if (settlement == Settlement.WAS_SENT) {
            ProcessVariable.set(task, LetterDeliveryProcess.DELIVERY, DeliveryOutcome.SENT);
        }
    }
}
