package org.duenotice.process.criminalreferral;

import static org.duenotice.process.Completion.number;
import static org.duenotice.referral.ReferralKind.CRIMINAL;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.PackageInput;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.referral.HandOvers;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.ReferralPackages;
import org.duenotice.referral.Referrals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of criminal-referral in diagram order. */
@Configuration(proxyBeanMethods = false)
class CriminalReferralTasks {

    @Bean
    JavaDelegate openCriminalReferral(Referrals referrals) {
        return execution -> referrals.open(execution.getProcessBusinessKey(), CRIMINAL);
    }

    @Bean
    Completion prepareCriminalReferralCompleted(ReferralPackages packages, Referrals referrals) {
        return (task, input, person) -> {
            var back = PackageInput.isToBeQualifiedAgain(input);
            CriminalReferralProcess.TAKEN_BACK.set(task, back);
            if (back) {
                var due = referrals.takeBack(number(task), CRIMINAL, input.text("remarks"), person);
                ProcessVariable.set(task, CriminalReferralProcess.RETURN_DUE_AT, due);
                ProcessVariable.set(task, CriminalReferralProcess.REFERRAL_OUTCOME, ReferralOutcome.RETURNED);
            } else {
                packages.prepare(number(task), CRIMINAL, PackageInput.draft(input), person);
            }
        };
    }

    @Bean
    JavaDelegate composeCriminalReferral(ReferralPackages packages) {
        return execution -> packages.compose(execution.getProcessBusinessKey(), CRIMINAL);
    }

    @Bean
    Completion handOverCriminalReferralCompleted(HandOvers handOvers) {
        return (task, input, person) -> {
            var mend = PackageInput.isToBeMended(input);
            CriminalReferralProcess.HANDED_OVER.set(task, !mend);
            if (mend) {
                handOvers.sendBack(number(task), CRIMINAL, input.text("remarks"), person);
            } else {
                handOvers
                        .handOver(number(task), CRIMINAL, PackageInput.handOver(input, person))
                        .ifPresent(due -> ProcessVariable.set(task, CriminalReferralProcess.REGISTRATION_DUE_AT, due));
            }
        };
    }

    /** For executions that began under the first version of the diagram. */
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
