package org.duenotice.process.appealreview;

import static org.duenotice.process.Completion.number;

import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.AppealDecisions;
import org.duenotice.appeal.AppealHearings;
import org.duenotice.appeal.Fulfilments;
import org.duenotice.appeal.Reconsiderations;
import org.duenotice.law.Measure;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.restriction.Hearings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of appeal-review in diagram order. */
@Configuration(proxyBeanMethods = false)
class AppealReviewTasks {

    private enum Hearing {
        HOLD,
        NOT_HELD
    }

    @Bean
    JavaDelegate openReview(Reconsiderations reconsiderations) {
        return execution -> {
            var due = reconsiderations.open(execution.getProcessBusinessKey());
            ProcessVariable.set(execution, AppealReviewProcess.RECONSIDERATION_DUE_AT, due.reconsideration());
            ProcessVariable.set(execution, AppealReviewProcess.DECISION_DUE_AT, due.decision());
        };
    }

    @Bean
    Completion reconsiderMeasureCompleted(Reconsiderations reconsiderations) {
        return (task, input, person) -> {
            var choice = input.oneOf("opinion", Reconsiderations.Choice.class);
            reconsiderations.decide(number(task), choice, input.text("reasons"), person);
            ProcessVariable.set(task, AppealReviewProcess.OPINION, choice);
        };
    }

    @Bean
    JavaDelegate recordReconsiderationBreach(Reconsiderations reconsiderations) {
        return execution -> reconsiderations.breached(execution.getProcessBusinessKey());
    }

    @Bean
    Completion reviewAppealCompleted(AppealHearings hearings) {
        return (task, input, person) -> {
            var held = input.oneOf("hearing", Hearing.class) == Hearing.HOLD;
            if (held) {
                ProcessVariable.set(
                        task,
                        AppealReviewProcess.HEARING_DUE_AT,
                        hearings.hold(number(task), input.text("preliminary"), person));
            } else {
                hearings.without(
                        number(task),
                        input.optionalOneOf("hearingGround", Hearings.Ground.class),
                        input.text("hearingReasons"),
                        person);
            }
            AppealReviewProcess.HEARING_HELD.set(task, held);
        };
    }

    @Bean
    Completion holdHearingCompleted(AppealHearings hearings) {
        return (task, input, person) -> hearings.heard(
                number(task), input.oneOf("hearingOutcome", Hearings.Outcome.class), input.text("minutes"), person);
    }

    @Bean
    Completion decideAppealCompleted(AppealDecisions decisions) {
        return (task, input, person) -> {
            var due = decisions.decide(
                    number(task),
                    new AppealDecisions.Decision(
                            input.oneOf("outcome", AppealDecisions.Outcome.class),
                            input.text("restoredTargets").isEmpty()
                                    ? Set.of()
                                    : input.numbersInWords("restoredTargets"),
                            input.optionalOneOf("scope", Measure.class),
                            input.day("endDate"),
                            input.text("ordered"),
                            input.text("reasons"),
                            person));
            AppealReviewProcess.LEFT_TO_BODY.set(task, due.isPresent());
            due.ifPresent(at -> ProcessVariable.set(task, AppealReviewProcess.FULFILMENT_DUE_AT, at));
        };
    }

    @Bean
    Completion fulfilDecisionCompleted(Fulfilments fulfilments) {
        return (task, input, person) -> fulfilments.record(
                number(task),
                input.oneOf("fulfilment", Fulfilments.Outcome.class),
                input.text("reference"),
                input.text("remarks"),
                person);
    }

    @Bean
    TaskClock reconsiderationClock() {
        return clock("RECONSIDERATION", "reconsiderMeasure", "reconsiderationOverdue", "reconsiderationDueAt");
    }

    @Bean
    TaskClock appealDecisionClock() {
        return clock("DECISION", "decideAppeal", null, "decisionDueAt");
    }

    @Bean
    TaskClock appealReviewClock() {
        return clock("DECISION", "reviewAppeal", null, "decisionDueAt");
    }

    @Bean
    TaskClock fulfilmentClock() {
        return clock("(?:FULFILMENT|RETURN)", "fulfilDecision", null, "fulfilmentDueAt");
    }

    private static TaskClock clock(String subject, String task, String timer, String variable) {
        return new TaskClock("appeal-review", Pattern.compile("(A-.*)/" + subject), task, timer, variable);
    }
}
