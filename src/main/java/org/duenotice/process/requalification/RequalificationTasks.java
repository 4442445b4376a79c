package org.duenotice.process.requalification;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.Disposition;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.process.TaskClock;
import org.duenotice.qualification.OffenceRoute;
import org.duenotice.qualification.Requalifications;
import org.duenotice.referral.Referrals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of requalification in diagram order. */
@Configuration(proxyBeanMethods = false)
class RequalificationTasks {

    private enum Approval {
        APPROVE,
        RETURN
    }

    /** What a case that is not referred again can be closed as; what is another body's to deal with is decided before any referral. */
    private enum Closing {
        NO_VIOLATION,
        ALREADY_UNAVAILABLE
    }

    @Bean
    JavaDelegate openRequalification(Referrals referrals) {
        return execution -> ProcessVariable.set(
                execution,
                RequalificationProcess.RETURN_DUE_AT,
                referrals.returnDue(execution.getProcessBusinessKey()));
    }

    @Bean
    Completion prepareRequalificationCompleted(Requalifications requalifications) {
        return (task, input, person) -> {
            var route = input.optionalOneOf("offenceRoute", OffenceRoute.class);
            var closing = input.optionalOneOf("closing", Closing.class);
            requalifications.prepare(new Requalifications.Preparation(
                    number(task),
                    route == null ? OffenceRoute.NONE : route,
                    input.id("offenceBasis"),
                    closing == null ? null : Disposition.valueOf(closing.name()),
                    input.text("reasons"),
                    person));
            FIRST_PERSON.set(task, person);
        };
    }

    @Bean
    Completion approveRequalificationCompleted(Requalifications requalifications, Referrals referrals) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var approve = input.oneOf("decision", Approval.class) == Approval.APPROVE;
            var route = requalifications.decide(number(task), approve, input.text("remarks"), person);
            if (approve) {
                referrals.requalified(number(task));
            }
            RequalificationProcess.APPROVED.set(task, approve);
            ProcessVariable.set(task, RequalificationProcess.OFFENCE_ROUTE, route);
        };
    }

    /** The due date of the task that stands; the breach is recorded by whoever called. */
    @Bean
    TaskClock requalificationClock() {
        return new TaskClock(
                "requalification",
                Pattern.compile("(.*)/(?:CRIMINAL|ADMINISTRATIVE)"),
                "prepareRequalification",
                null,
                "returnDueAt");
    }
}
