package org.duenotice.process.appeal;

import static org.duenotice.process.Completion.number;

import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.Admissions;
import org.duenotice.appeal.AppealDecisions;
import org.duenotice.appeal.Suspensions;
import org.duenotice.process.Completion;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of appeal in diagram order. */
@Configuration(proxyBeanMethods = false)
class AppealTasks {

    /** Above whatever is about to run out: this has. */
    private static final int OVERDUE = 100;

    /** Nobody answers for it: still behind those that somebody does, so that filing a thousand puts nobody back. */
    private static final int OVERDUE_UNCONFIRMED = 40;

    private enum Execution {
        SUSPEND,
        EXCEPTION
    }

    @Bean
    JavaDelegate openAppeal(Admissions admissions) {
        return execution -> {
            var due = admissions.open(execution.getProcessBusinessKey());
            ProcessVariable.set(execution, AppealProcess.ADMISSIBILITY_DUE_AT, due.admissibility());
            ProcessVariable.set(execution, AppealProcess.DECISION_DUE_AT, due.decision());
        };
    }

    @Bean
    Completion decideAdmissibilityCompleted(Admissions admissions) {
        return (task, input, person) -> {
            var outcome = input.oneOf("outcome", Admissions.Outcome.class);
            var admitted = outcome == Admissions.Outcome.ADMIT;
            var exception = admitted && input.oneOf("execution", Execution.class) == Execution.EXCEPTION;
            admissions.decide(
                    number(task),
                    new Admissions.Decision(
                            outcome,
                            input.text("caseNumber"),
                            input.text("targets").isEmpty() ? Set.of() : input.numbersInWords("targets"),
                            exception ? input.oneOf("exceptionGround", Suspensions.Ground.class) : null,
                            input.optionalOneOf("ground", Admissions.Ground.class),
                            input.text("body"),
                            input.text("forwardNumber"),
                            input.day("forwardDate"),
                            input.text("reasons"),
                            person));
            ProcessVariable.set(task, AppealProcess.ADMISSION, outcome);
        };
    }

    @Bean
    JavaDelegate recordAdmissibilityBreach(Admissions admissions, EngineCalls engine) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            admissions.breached(number);
            engine.prioritiseAll(number, admissions.isSomebodys(number) ? OVERDUE : OVERDUE_UNCONFIRMED);
        };
    }

    @Bean
    JavaDelegate recordSilence(AppealDecisions decisions, Admissions admissions, EngineCalls engine) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            if (decisions.silent(number)) {
                engine.prioritiseAll(number, admissions.isSomebodys(number) ? OVERDUE : OVERDUE_UNCONFIRMED);
            }
        };
    }

    @Bean
    TaskClock admissibilityClock() {
        return new TaskClock(
                "appeal",
                Pattern.compile("(A-.*)/ADMISSIBILITY"),
                "decideAdmissibility",
                "admissibilityOverdue",
                "admissibilityDueAt");
    }

    @Bean
    TaskClock appealClock() {
        return new TaskClock(
                "appeal", Pattern.compile("(A-.*)/DECISION"), "decideAppeal", "decisionOverdue", "decisionDueAt");
    }
}
