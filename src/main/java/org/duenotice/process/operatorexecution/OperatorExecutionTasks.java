package org.duenotice.process.operatorexecution;

import static org.duenotice.process.Completion.number;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.operator.Executions;
import org.duenotice.operator.Executions.NewConfirmation;
import org.duenotice.operator.Executions.Outcome;
import org.duenotice.operator.Sendings;
import org.duenotice.operator.Sendings.Delivery;
import org.duenotice.process.Completion;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of operator-execution in diagram order. */
@Configuration(proxyBeanMethods = false)
class OperatorExecutionTasks {

    private enum FailureChoice {
        SEND_AGAIN,
        LATE_CONFIRMATION,
        LEAVE
    }

    @Bean
    JavaDelegate claimOrder(Sendings sendings) {
        return execution -> sendings.claim(execution.getProcessBusinessKey());
    }

    /** In a transaction of its own: the attempt was claimed in the one before. */
    @Bean
    JavaDelegate deliverOrder(Sendings sendings) {
        return execution -> {
            var sending = sendings.deliver(execution.getProcessBusinessKey());
            ProcessVariable.set(execution, OperatorExecutionProcess.ORDER_DELIVERY, sending.delivery());
            if (sending.delivery() == Delivery.RETRY_LATER) {
                ProcessVariable.set(execution, OperatorExecutionProcess.RETRY_AT, sending.at());
            } else if (sending.delivery() == Delivery.SENT) {
                ProcessVariable.set(execution, OperatorExecutionProcess.EXECUTION_DUE_AT, sending.at());
            }
        };
    }

    @Bean
    Completion recordConfirmationCompleted(Executions executions, Clock clock) {
        return (task, input, person) -> {
            executions.register(confirmation(task, input, input.oneOf("confirmation", Outcome.class), clock, person));
            ProcessVariable.set(
                    task,
                    OperatorExecutionProcess.EXECUTION_STATE,
                    executions.byNumber(number(task)).state());
        };
    }

    private static NewConfirmation confirmation(
            DelegateTask task, Input input, Outcome outcome, Clock clock, String person) {
        var number = number(task);
        return new NewConfirmation(
                Executions.orderNumber(number),
                number.substring(number.indexOf('/') + 1),
                outcome,
                input.text("reference"),
                Optional.ofNullable(input.moment("confirmedAt")).orElseGet(clock::instant),
                input.text("remarks"),
                person);
    }

    @Bean
    JavaDelegate recordOverdue(Executions executions) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            OperatorExecutionProcess.TERM_OVER.set(execution, executions.overdue(number));
        };
    }

    /** Executions that began under the first version of the diagram come through here on their way to the officer. */
    @Bean
    JavaDelegate recordExecutionFailure(Executions executions) {
        return execution -> executions.overdue(execution.getProcessBusinessKey());
    }

    @Bean
    Completion decideFailureCompleted(Executions executions, Clock clock) {
        return (task, input, person) -> {
            var choice = input.oneOf("failureChoice", FailureChoice.class);
            if (choice == FailureChoice.LATE_CONFIRMATION) {
                executions.register(confirmation(task, input, Outcome.EXECUTED, clock, person));
            } else {
                executions.judged(number(task), choice == FailureChoice.SEND_AGAIN, input.text("remarks"), person);
            }
            ProcessVariable.set(task, OperatorExecutionProcess.FAILURE_CHOICE, choice);
        };
    }

    @Bean
    JavaDelegate closeExecution(Executions executions) {
        return execution -> executions.close(execution.getProcessBusinessKey());
    }

    @Bean
    TaskClock operatorExecutionClock() {
        return new TaskClock(
                "operator-execution",
                Pattern.compile("(O-.*)"),
                "recordConfirmation",
                "executionOverdue",
                "executionDueAt");
    }
}
