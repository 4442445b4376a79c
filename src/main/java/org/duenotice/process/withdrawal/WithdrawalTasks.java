package org.duenotice.process.withdrawal;

import static org.duenotice.process.Completion.number;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.restoration.Confirmations;
import org.duenotice.restoration.MailedAnswers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of withdrawal in diagram order. */
@Configuration(proxyBeanMethods = false)
class WithdrawalTasks {

    @Bean
    JavaDelegate openConfirmation(Confirmations confirmations, MailedAnswers mails) {
        return execution -> {
            var letter = execution.getProcessBusinessKey();
            var heard = confirmations.isHeard(letter);
            WithdrawalProcess.CONFIRMED.set(execution, heard);
            WithdrawalProcess.CONFIRMATION_PRIORITY.set(
                    execution, mails.to(letter).isEmpty() ? WithdrawalProcess.USUAL : WithdrawalProcess.FIRST);
            if (!heard) {
                ProcessVariable.set(execution, WithdrawalProcess.CONFIRMATION_DUE_AT, confirmations.await(letter));
            }
        };
    }

    @Bean
    Completion recordRestorationConfirmationCompleted(Confirmations confirmations) {
        return (task, input, person) -> confirmations.register(new Confirmations.NewConfirmation(
                number(task),
                input.oneOf("restorationConfirmation", Confirmations.Outcome.class),
                input.text("reference"),
                input.moment("confirmedAt"),
                input.text("remarks"),
                input.text("mail"),
                person));
    }

    @Bean
    JavaDelegate recordConfirmationBreach(Confirmations confirmations, EngineCalls engine) {
        return execution -> {
            var letter = execution.getProcessBusinessKey();
            if (confirmations.overdue(letter)) {
                WithdrawalProcess.CONFIRMATION_PRIORITY.set(execution, WithdrawalProcess.FIRST);
                engine.prioritise("recordRestorationConfirmation", letter, Integer.parseInt(WithdrawalProcess.FIRST));
            }
        };
    }

    @Bean
    TaskClock withdrawalClock() {
        return new TaskClock(
                "withdrawal",
                Pattern.compile("(N-\\d+-\\d+/\\d+)"),
                "recordRestorationConfirmation",
                "confirmationOverdue",
                WithdrawalProcess.CONFIRMATION_DUE_AT.name());
    }
}
