package org.duenotice.process.escalation;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;
import static org.duenotice.process.platformnotice.PlatformNoticeProcess.ANSWERED_AT_GATE;
import static org.duenotice.process.platformnotice.PlatformNoticeProcess.GATE_CHOICE;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.notice.Gates;
import org.duenotice.process.Completion;
import org.duenotice.process.DecisionInput;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.process.TaskClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of escalation in diagram order. */
@Configuration(proxyBeanMethods = false)
class EscalationTasks {

    /** The second person's word on a burdening step, as forms and API say it. */
    enum Word {
        APPROVE,
        RETURN
    }

    @Bean
    ExecutionListener proposeStepFacts(Gates gates) {
        return execution -> {
            var facts = gates.facts(execution.getProcessBusinessKey());
            DecisionInput.set(execution, "cause", facts.cause());
            DecisionInput.set(execution, "stepsTaken", facts.stepsTaken());
            DecisionInput.set(execution, "lastStep", facts.lastStep());
            DecisionInput.set(execution, "refusalGround", facts.refusalGround());
        };
    }

    @Bean
    ExecutionListener proposeStepDecided(Gates gates) {
        return execution -> {
            var answer = DecisionInput.answer(execution);
            var dueAt = gates.open(
                    execution.getProcessBusinessKey(),
                    new Gates.ProposedStep(
                            answer.text("step"), answer.text("whyRu"), answer.text("whyKk"), answer.text("whyEn")));
            ProcessVariable.set(execution, EscalationProcess.GATE_DUE_AT, dueAt);
        };
    }

    @Bean
    Completion decideEscalationCompleted(Gates gates) {
        return (task, input, person) -> {
            var choice = input.oneOf("choice", Gates.Choice.class);
            var hours = choice == Gates.Choice.NEW_TERM ? input.number("newTermHours") : null;
            gates.decide(number(task), choice, hours, input.text("reasons"), person);
            ProcessVariable.set(task, GATE_CHOICE, choice);
            FIRST_PERSON.set(task, person);
        };
    }

    @Bean
    Completion approveEscalationCompleted(Gates gates) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var word = input.oneOf("decision", Word.class) == Word.APPROVE
                    ? Gates.Approval.APPROVED
                    : Gates.Approval.RETURNED;
            gates.approve(number(task), word, input.text("remarks"), person);
            ProcessVariable.set(task, EscalationProcess.ESCALATION_OUTCOME, word);
        };
    }

    @Bean
    JavaDelegate recordGateBreach(Gates gates) {
        return execution -> gates.overdue(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate closeGate(Gates gates) {
        return execution -> {
            gates.setAside(execution.getProcessBusinessKey());
            GATE_CHOICE.set(execution, ANSWERED_AT_GATE);
        };
    }

    @Bean
    TaskClock gateClock() {
        return new TaskClock(
                "escalation", Pattern.compile("(.*)/gate"), "decideEscalation", "gateOverdue", "gateDueAt");
    }
}
