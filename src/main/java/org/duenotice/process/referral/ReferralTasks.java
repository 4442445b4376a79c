package org.duenotice.process.referral;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.priority.Priorities;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.referral.Referrals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of referral in diagram order. */
@Configuration(proxyBeanMethods = false)
class ReferralTasks {

    @Bean
    JavaDelegate openOffenceRoute(Referrals referrals) {
        return execution -> ProcessVariable.set(
                execution, ReferralProcess.OFFENCE_ROUTE, referrals.route(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate recordReturnBreach(Referrals referrals, Priorities priorities) {
        return execution -> {
            referrals.breachedAfterReturn(execution.getProcessBusinessKey());
            priorities.reckon(execution.getProcessBusinessKey());
        };
    }

    /** The term that runs on after a return is watched here; its tasks are those of the requalification. */
    @Bean
    TaskClock returnClock() {
        return new TaskClock(
                "referral",
                Pattern.compile("(.*)/(?:CRIMINAL|ADMINISTRATIVE)"),
                "prepareRequalification",
                "returnOverdue",
                "returnDueAt");
    }
}
