package org.duenotice.process.administrativereferral;

import static org.duenotice.process.Completion.number;
import static org.duenotice.referral.ReferralKind.ADMINISTRATIVE;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.priority.Priorities;
import org.duenotice.process.Completion;
import org.duenotice.process.PackageInput;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.referral.HandOvers;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.ReferralPackages;
import org.duenotice.referral.ReferralTerm;
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
                .ifPresent(due -> ProcessVariable.set(execution, AdministrativeReferralProcess.HAND_OVER_DUE_AT, due));
    }

    @Bean
    Completion prepareAdministrativeReferralCompleted(ReferralPackages packages, Referrals referrals) {
        return (task, input, person) -> {
            var back = PackageInput.isToBeQualifiedAgain(input);
            AdministrativeReferralProcess.TAKEN_BACK.set(task, back);
            if (back) {
                var due = referrals.takeBack(number(task), ADMINISTRATIVE, input.text("remarks"), person);
                ProcessVariable.set(task, AdministrativeReferralProcess.RETURN_DUE_AT, due);
                ProcessVariable.set(task, AdministrativeReferralProcess.REFERRAL_OUTCOME, ReferralOutcome.RETURNED);
            } else {
                packages.prepare(number(task), ADMINISTRATIVE, PackageInput.draft(input), person);
            }
        };
    }

    @Bean
    JavaDelegate composeAdministrativeReferral(ReferralPackages packages) {
        return execution -> packages.compose(execution.getProcessBusinessKey(), ADMINISTRATIVE);
    }

    @Bean
    Completion handOverAdministrativeReferralCompleted(HandOvers handOvers) {
        return (task, input, person) -> {
            var mend = PackageInput.isToBeMended(input);
            AdministrativeReferralProcess.HANDED_OVER.set(task, !mend);
            if (mend) {
                handOvers.sendBack(number(task), ADMINISTRATIVE, input.text("remarks"), person);
            } else {
                handOvers.handOver(number(task), ADMINISTRATIVE, PackageInput.handOver(input, person));
            }
        };
    }

    @Bean
    JavaDelegate recordHandOverBreach(Referrals referrals, Priorities priorities) {
        return execution -> {
            referrals.breached(execution.getProcessBusinessKey(), ReferralTerm.HAND_OVER);
            priorities.reckon(execution.getProcessBusinessKey());
        };
    }

    @Bean
    Completion recordAdministrativeOutcomeCompleted(Referrals referrals) {
        return (task, input, person) -> {
            var outcome = ReferralOutcome.valueOf(
                    input.oneOf("outcome", Acceptance.class).name());
            referrals
                    .answer(
                            number(task),
                            ADMINISTRATIVE,
                            new Referrals.Answer(
                                    outcome,
                                    input.text("outcomeNumber"),
                                    input.day("outcomeDate"),
                                    input.text("remarks"),
                                    person))
                    .ifPresent(due -> ProcessVariable.set(task, AdministrativeReferralProcess.RETURN_DUE_AT, due));
            ProcessVariable.set(task, AdministrativeReferralProcess.REFERRAL_OUTCOME, outcome);
        };
    }

    @Bean
    TaskClock administrativePackageClock() {
        return clock("prepareAdministrativeReferral", "packageOverdue");
    }

    @Bean
    TaskClock administrativeReferralClock() {
        return clock("handOverAdministrativeReferral", "handOverOverdue");
    }

    private static TaskClock clock(String task, String timer) {
        return new TaskClock(
                "administrative-referral", Pattern.compile("(.*)/ADMINISTRATIVE"), task, timer, "handOverDueAt");
    }
}
