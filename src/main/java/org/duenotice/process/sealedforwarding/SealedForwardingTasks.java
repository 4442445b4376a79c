package org.duenotice.process.sealedforwarding;

import static org.duenotice.process.Completion.number;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.seal.SealedCases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of sealed-forwarding in diagram order. */
@Configuration(proxyBeanMethods = false)
class SealedForwardingTasks {

    private static final int MOST_URGENT = 100;

    @Bean
    JavaDelegate openSealedForwarding(SealedCases sealedCases) {
        return execution -> ProcessVariable.set(
                execution,
                SealedForwardingProcess.HAND_OVER_DUE_AT,
                sealedCases.open(execution.getProcessBusinessKey()).due());
    }

    @Bean
    Completion handOverSealedMaterialCompleted(SealedCases sealedCases) {
        return (task, input, person) -> sealedCases.handOver(
                number(task),
                new SealedCases.HandOver(
                        input.requiredText("body"),
                        input.requiredText("handOverNumber"),
                        input.requiredText("how"),
                        input.moment("handedOverAt"),
                        person));
    }

    /** The group finds it on top of its list; the manager is asked in the next step. */
    @Bean
    JavaDelegate recordLateHandOver(SealedCases sealedCases, EngineCalls engine) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            sealedCases.breached(number);
            engine.prioritise("handOverSealedMaterial", number, MOST_URGENT);
        };
    }

    @Bean
    Completion reviewLateHandOverCompleted(SealedCases sealedCases) {
        return (task, input, person) -> sealedCases.reviewed(number(task), input.requiredText("remarks"), person);
    }

    @Bean
    Completion recordAcknowledgementCompleted(SealedCases sealedCases) {
        return (task, input, person) -> sealedCases.acknowledge(
                number(task), input.requiredText("acknowledgementNumber"), input.moment("acknowledgedAt"), person);
    }

    @Bean
    JavaDelegate closeSealedCase(SealedCases sealedCases) {
        return execution -> sealedCases.close(execution.getProcessBusinessKey());
    }

    @Bean
    TaskClock sealedForwardingClock() {
        return new TaskClock(
                "sealed-forwarding",
                Pattern.compile("(.*)/SEALED"),
                "handOverSealedMaterial",
                "handOverOfSealedOverdue",
                "handOverDueAt");
    }
}
