package org.duenotice.process.criminalreferral;

import static org.duenotice.process.Completion.number;
import static org.duenotice.referral.ReferralKind.CRIMINAL;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.Referrals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of criminal-referral in diagram order. */
@Configuration(proxyBeanMethods = false)
class CriminalReferralTasks {

    private enum Registration {
        REGISTERED,
        RETURNED,
        REFUSED
    }

    @Bean
    JavaDelegate openCriminalReferral(Referrals referrals) {
        return execution -> referrals.open(execution.getProcessBusinessKey(), CRIMINAL);
    }

    @Bean
    Completion handOverCriminalReferralCompleted(Referrals referrals) {
        return (task, input, person) -> referrals
                .handOver(
                        number(task),
                        CRIMINAL,
                        input.requiredText("body"),
                        input.text("handOverNumber"),
                        input.day("handOverDate"),
                        person)
                .ifPresent(deadline ->
                        ProcessVariable.set(task, CriminalReferralProcess.REGISTRATION_DUE_AT, deadline.due()));
    }

    @Bean
    Completion recordRegistrationCompleted(Referrals referrals) {
        return (task, input, person) -> referrals.answer(
                number(task),
                CRIMINAL,
                new Referrals.Answer(
                        ReferralOutcome.valueOf(
                                input.oneOf("outcome", Registration.class).name()),
                        input.text("registrationNumber"),
                        input.day("outcomeDate"),
                        input.text("remarks"),
                        person));
    }

    @Bean
    JavaDelegate recordRegistrationBreach(Referrals referrals) {
        return execution -> referrals.breached(execution.getProcessBusinessKey(), CRIMINAL);
    }

    @Bean
    TaskClock criminalReferralClock() {
        return new TaskClock(
                "criminal-referral",
                Pattern.compile("(.*)/CRIMINAL"),
                "recordRegistration",
                "registrationOverdue",
                "registrationDueAt");
    }
}
