package org.duenotice.process.forwarding;

import static org.duenotice.process.Completion.number;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.referral.Forwarding;
import org.duenotice.referral.Forwardings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of forwarding in diagram order. */
@Configuration(proxyBeanMethods = false)
class ForwardingTasks {

    @Bean
    JavaDelegate openForwarding(Forwardings forwardings) {
        return execution -> ProcessVariable.set(
                execution,
                ForwardingProcess.FORWARD_DUE_AT,
                forwardings.open(execution.getProcessBusinessKey()).due());
    }

    @Bean
    Completion forwardDetectionCompleted(Forwardings forwardings) {
        return (task, input, person) -> ForwardingProcess.SENDER_KNOWN.set(
                task,
                forwardings.forward(
                        number(task),
                        new Forwardings.Step(
                                input.oneOf("outcome", Forwarding.Outcome.class),
                                input.text("body"),
                                input.text("forwardNumber"),
                                input.day("forwardDate"),
                                input.text("remarks"),
                                person)));
    }

    @Bean
    JavaDelegate recordForwardingBreach(Forwardings forwardings) {
        return execution -> forwardings.breached(execution.getProcessBusinessKey());
    }

    @Bean
    Completion tellSenderCompleted(Forwardings forwardings) {
        return (task, input, person) ->
                forwardings.told(number(task), input.day("toldDate"), input.requiredText("how"), person);
    }

    @Bean
    TaskClock forwardingClock() {
        return new TaskClock(
                "forwarding",
                Pattern.compile("(.*)/FORWARDING"),
                "forwardDetection",
                "forwardingOverdue",
                "forwardDueAt");
    }
}
