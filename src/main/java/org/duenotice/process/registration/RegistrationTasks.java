package org.duenotice.process.registration;

import static org.duenotice.process.Completion.number;
import static org.duenotice.referral.ReferralKind.CRIMINAL;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.priority.Priorities;
import org.duenotice.process.Completion;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.referral.ReferralOutcome;
import org.duenotice.referral.ReferralSteps;
import org.duenotice.referral.ReferralTerm;
import org.duenotice.referral.Referrals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of registration in diagram order. */
@Configuration(proxyBeanMethods = false)
class RegistrationTasks {

    private enum Reply {
        REGISTERED,
        TRANSFERRED,
        INSUFFICIENT_DATA,
        RETURNED,
        REFUSED
    }

    @Bean
    JavaDelegate openRegistration(Referrals referrals) {
        return execution -> ProcessVariable.set(
                execution,
                RegistrationProcess.REGISTRATION_DUE_AT,
                referrals.awaitRegistration(execution.getProcessBusinessKey()));
    }

    @Bean
    Completion recordRegistrationCompleted(Referrals referrals, ReferralSteps steps) {
        return (task, input, person) -> {
            var reply = input.oneOf("outcome", Reply.class);
            ProcessVariable.set(task, RegistrationProcess.REGISTRATION_ANSWER, reply);
            if (reply == Reply.TRANSFERRED) {
                ProcessVariable.set(
                        task,
                        RegistrationProcess.TRANSFER_DUE_AT,
                        steps.announceTransfer(number(task), input.day("outcomeDate"), input.text("remarks"), person));
            } else {
                answer(task, input, person, ReferralOutcome.valueOf(reply.name()), referrals);
            }
        };
    }

    private static void answer(
            DelegateTask task, Input input, String person, ReferralOutcome outcome, Referrals referrals) {
        var due = referrals.answer(
                number(task),
                CRIMINAL,
                new Referrals.Answer(
                        outcome,
                        input.text("registrationNumber"),
                        input.day("outcomeDate"),
                        input.text("remarks"),
                        person));
        ProcessVariable.set(task, RegistrationProcess.REFERRAL_OUTCOME, outcome);
        due.ifPresent(moment -> {
            switch (outcome) {
                case REGISTERED -> ProcessVariable.set(task, RegistrationProcess.PROSECUTOR_DUE_AT, moment);
                case INSUFFICIENT_DATA -> ProcessVariable.set(task, RegistrationProcess.PASSING_ON_DUE_AT, moment);
                default -> ProcessVariable.set(task, RegistrationProcess.RETURN_DUE_AT, moment);
            }
        });
    }

    @Bean
    JavaDelegate recordRegistrationBreach(Referrals referrals, Priorities priorities) {
        return breach(referrals, priorities, ReferralTerm.REGISTRATION);
    }

    private static JavaDelegate breach(Referrals referrals, Priorities priorities, ReferralTerm term) {
        return execution -> {
            referrals.breached(execution.getProcessBusinessKey(), term);
            priorities.reckon(execution.getProcessBusinessKey());
        };
    }

    @Bean
    Completion recordProsecutorNoticeCompleted(ReferralSteps steps) {
        return (task, input, person) -> steps.tellProsecutor(
                number(task),
                new ReferralSteps.Sent(
                        input.requiredText("prosecutor"),
                        input.requiredText("noticeNumber"),
                        input.day("noticeDate"),
                        input.requiredText("proof"),
                        person));
    }

    @Bean
    JavaDelegate recordProsecutorBreach(Referrals referrals, Priorities priorities) {
        return breach(referrals, priorities, ReferralTerm.PROSECUTOR);
    }

    @Bean
    Completion recordPassingOnCompleted(ReferralSteps steps) {
        return (task, input, person) -> steps.passOn(
                number(task),
                new ReferralSteps.Sent(
                        input.requiredText("recipient"),
                        input.requiredText("passingOnNumber"),
                        input.day("passingOnDate"),
                        "",
                        person));
    }

    @Bean
    JavaDelegate recordPassingOnBreach(Referrals referrals, Priorities priorities) {
        return breach(referrals, priorities, ReferralTerm.PASSING_ON);
    }

    @Bean
    Completion recordTransferCompleted(ReferralSteps steps) {
        return (task, input, person) -> steps.transfer(
                number(task),
                input.requiredText("body"),
                new ReferralSteps.Sent(
                        input.requiredText("prosecutor"),
                        input.requiredText("transferNumber"),
                        input.day("transferDate"),
                        "",
                        person));
    }

    @Bean
    JavaDelegate recordTransferBreach(Referrals referrals, Priorities priorities) {
        return breach(referrals, priorities, ReferralTerm.TRANSFER);
    }

    @Bean
    TaskClock registrationClock() {
        return clock("CRIMINAL", "recordRegistration", "registrationOverdue", "registrationDueAt");
    }

    @Bean
    TaskClock prosecutorClock() {
        return clock("PROSECUTOR", "recordProsecutorNotice", "prosecutorOverdue", "prosecutorDueAt");
    }

    @Bean
    TaskClock passingOnClock() {
        return clock("PASSING_ON", "recordPassingOn", "passingOnOverdue", "passingOnDueAt");
    }

    @Bean
    TaskClock transferClock() {
        return clock("TRANSFER", "recordTransfer", "transferOverdue", "transferDueAt");
    }

    private static TaskClock clock(String subject, String task, String timer, String variable) {
        return new TaskClock("registration", Pattern.compile("(.*)/" + subject), task, timer, variable);
    }
}
