package org.duenotice.process.administrativereferral;

import static org.duenotice.process.Completion.number;
import static org.duenotice.referral.ReferralKind.ADMINISTRATIVE;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.Referrals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of administrative-referral in diagram order. */
@Configuration(proxyBeanMethods = false)
class AdministrativeReferralTasks {

    private enum Acceptance {
        ACCEPTED,
        RETURNED,
        REFUSED
    }

    @Bean
    JavaDelegate openAdministrativeReferral(Referrals referrals) {
        return execution -> referrals
                .open(execution.getProcessBusinessKey(), ADMINISTRATIVE)
                .ifPresent(deadline ->
                        ProcessVariable.set(execution, AdministrativeReferralProcess.HAND_OVER_DUE_AT, deadline.due()));
    }

    @Bean
    Completion handOverAdministrativeReferralCompleted(Referrals referrals) {
        return (task, input, person) -> referrals.handOver(
                number(task),
                ADMINISTRATIVE,
                input.requiredText("body"),
                input.text("handOverNumber"),
                input.day("handOverDate"),
                person);
    }

    @Bean
    JavaDelegate recordHandOverBreach(Referrals referrals) {
        return execution -> referrals.breached(execution.getProcessBusinessKey(), ADMINISTRATIVE);
    }

    @Bean
    Completion recordAdministrativeOutcomeCompleted(Referrals referrals) {
        return (task, input, person) -> referrals.answer(
                number(task),
                ADMINISTRATIVE,
                new Referrals.Answer(
                        ReferralOutcome.valueOf(
                                input.oneOf("outcome", Acceptance.class).name()),
                        input.text("outcomeNumber"),
                        input.day("outcomeDate"),
                        input.text("remarks"),
                        person));
    }

    @Bean
    TaskClock administrativeReferralClock() {
        return new TaskClock(
                "administrative-referral",
                Pattern.compile("(.*)/ADMINISTRATIVE"),
                "handOverAdministrativeReferral",
                "handOverOverdue",
                "handOverDueAt");
    }
}
