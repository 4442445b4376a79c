package org.duenotice.process.letterdelivery;

import static org.duenotice.process.Completion.number;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.calendar.LawDay;
import org.duenotice.channel.ChannelKind;
import org.duenotice.channel.Proof;
import org.duenotice.channel.Result;
import org.duenotice.notice.Deliveries;
import org.duenotice.notice.Deliveries.Correction;
import org.duenotice.notice.Deliveries.Settlement;
import org.duenotice.notice.DeliveryOutcome;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.DecisionInput;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of letter-delivery in diagram order. */
@Configuration(proxyBeanMethods = false)
class LetterDeliveryTasks {

    private enum Correcting {
        SEND_AGAIN,
        GIVE_UP
    }

    /** What a person says of a letter that goes by hand. */
    private enum ByHand {
        SENT,
        NOT_POSSIBLE
    }

    @Bean
    ExecutionListener chooseChannelFacts(Deliveries deliveries) {
        return execution -> {
            var way = deliveries.way(execution.getProcessBusinessKey());
            DecisionInput.set(execution, "contactChannel", way.channel().name());
            DecisionInput.set(execution, "hasInterface", way.hasInterface());
            DecisionInput.set(execution, "addressIsEmail", way.addressIsEmail());
        };
    }

    @Bean
    ExecutionListener chooseChannelDecided() {
        return execution -> LetterDeliveryProcess.CHANNEL.set(
                execution, DecisionInput.answer(execution).text("channel"));
    }

    @Bean
    JavaDelegate claimDelivery(Deliveries deliveries) {
        return execution -> LetterDeliveryProcess.COMPLETE.set(
                execution, deliveries.claim(execution.getProcessBusinessKey(), channel(execution)));
    }

    /** A letter that began on its way before there was a choice goes by e-mail. */
    private static ChannelKind channel(DelegateExecution execution) {
        return Optional.ofNullable(LetterDeliveryProcess.CHANNEL.in(execution))
                .map(ChannelKind::valueOf)
                .orElse(ChannelKind.EMAIL);
    }

    @Bean
    Completion completeLetterCompleted(Deliveries deliveries) {
        return (task, input, person) -> settle(
                deliveries,
                task,
                Settlement.valueOf(input.oneOf("settlement", Correcting.class).name()),
                Correction.NONE,
                input.text("remarks"),
                person);
    }

    @Bean
    Completion postLetterCompleted(Deliveries deliveries, Clock clock) {
        return (task, input, person) -> byHand(
                deliveries,
                task,
                input,
                person,
                () -> new Proof(
                        Proof.Kind.REGISTERED_MAIL,
                        input.requiredText("outgoingNumber") + " / " + input.requiredText("registeredNumber"),
                        delivered(input, clock)));
    }

    /** The end of the day that the post names, but never a moment that is still to come. */
    private static Instant delivered(Input input, Clock clock) {
        var day = input.day("deliveredOn");
        if (day == null) {
            throw Problem.invalid("input.missing", "deliveredOn");
        }
        if (day.isAfter(LawDay.of(clock.instant()))) {
            throw Problem.invalid("delivery.in-the-future", day);
        }
        var end = LawDay.endOf(day);
        return end.isAfter(clock.instant()) ? clock.instant() : end;
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
    Completion submitWebFormCompleted(Deliveries deliveries, Clock clock) {
        return (task, input, person) -> byHand(
                deliveries,
                task,
                input,
                person,
                () -> new Proof(
                        Proof.Kind.FORM_CONFIRMATION, input.requiredText("confirmationNumber"), clock.instant()));
    }

    private static void byHand(
            Deliveries deliveries,
            DelegateTask task,
            Input input,
            String person,
            java.util.function.Supplier<Proof> proof) {
        var result = input.oneOf("outcome", ByHand.class) == ByHand.SENT
                ? new Result.Sent(proof.get())
                : new Result.Undeliverable(input.requiredText("remarks"));
        var delivery = deliveries.carriedOut(number(task), result, person);
        ProcessVariable.set(task, LetterDeliveryProcess.DELIVERY, delivery.outcome());
    }

    @Bean
    Completion correctContactCompleted(Deliveries deliveries) {
        return (task, input, person) -> settle(
                deliveries,
                task,
                Settlement.valueOf(input.oneOf("settlement", Correcting.class).name()),
                new Correction(input.optionalOneOf("channel", ChannelKind.class), input.text("recipient")),
                input.text("remarks"),
                person);
    }

    @Bean
    Completion settleDeliveryCompleted(Deliveries deliveries) {
        return (task, input, person) -> {
            var settlement = input.oneOf("settlement", Settlement.class);
            var words = settlement == Settlement.WAS_SENT ? input.text("proof") : input.text("remarks");
            settle(deliveries, task, settlement, Correction.NONE, words, person);
        };
    }

    private static void settle(
            Deliveries deliveries,
            DelegateTask task,
            Settlement settlement,
            Correction correction,
            String words,
            String person) {
        deliveries.settle(number(task), settlement, correction, words, person);
        ProcessVariable.set(task, LetterDeliveryProcess.SETTLEMENT, settlement);
        if (settlement == Settlement.WAS_SENT) {
            ProcessVariable.set(task, LetterDeliveryProcess.DELIVERY, DeliveryOutcome.SENT);
        } else if (settlement == Settlement.GIVE_UP) {
            ProcessVariable.set(task, LetterDeliveryProcess.DELIVERY, DeliveryOutcome.UNDELIVERABLE);
        }
    }
}
