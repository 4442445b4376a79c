package org.duenotice.process.registerchange;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.register.CalendarYears;
import org.duenotice.register.ChangeState;
import org.duenotice.register.Changes;
import org.duenotice.register.Register;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of register-change in diagram order. */
@Configuration(proxyBeanMethods = false)
class RegisterChangeTasks {

    enum Preparation {
        SUBMIT,
        WITHDRAW
    }

    /** The second person's word. */
    enum Word {
        APPROVE,
        RETURN
    }

    @Bean
    JavaDelegate planChange(Changes changes) {
        return execution -> {
            var change = changes.get(execution.getProcessBusinessKey());
            var calendar = change.register() == Register.CALENDAR_YEAR;
            RegisterChangeProcess.PREPARED.set(execution, change.state() == ChangeState.PREPARED);
            RegisterChangeProcess.CALENDAR_YEAR.set(
                    execution, calendar && !change.rowKey().isEmpty());
            if (change.preparedBy() != null) {
                FIRST_PERSON.set(execution, change.preparedBy());
            }
            if (calendar && !change.rowKey().isEmpty()) {
                ProcessVariable.set(
                        execution, RegisterChangeProcess.CALENDAR_DUE_AT, CalendarYears.neededBy(change.rowKey()));
            }
        };
    }

    @Bean
    Completion prepareChangeCompleted(Changes changes) {
        return (task, input, person) -> {
            if (isSubmitted(task, input, changes, person)) {
                changes.prepare(
                        number(task), String.join("\n", input.lines("content")), input.requiredText("reasons"), person);
            }
        };
    }

    @Bean
    Completion loadCalendarCompleted(Changes changes) {
        return (task, input, person) -> {
            if (isSubmitted(task, input, changes, person)) {
                changes.prepareYear(
                        number(task),
                        input.text("source"),
                        input.flag("verified"),
                        String.join("\n", input.lines("days")),
                        input.requiredText("reasons"),
                        person);
            }
        };
    }

    /** Whether there is anything to approve; a withdrawal is done here. */
    private static boolean isSubmitted(DelegateTask task, Input input, Changes changes, String person) {
        var preparation = input.oneOf("preparation", Preparation.class);
        if (preparation == Preparation.WITHDRAW) {
            changes.withdraw(number(task), input.text("reasons"), person);
        }
        FIRST_PERSON.set(task, person);
        ProcessVariable.set(task, RegisterChangeProcess.PREPARATION, preparation);
        return preparation == Preparation.SUBMIT;
    }

    @Bean
    Completion approveChangeCompleted(Changes changes) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var word = input.oneOf("decision", Word.class);
            if (word == Word.APPROVE) {
                changes.approve(number(task), input.text("remarks"), person);
            } else {
                changes.sendBack(number(task), input.text("remarks"), person);
            }
            ProcessVariable.set(task, RegisterChangeProcess.CHANGE_OUTCOME, word);
        };
    }
}
