package org.duenotice.process.sealedreview;

import static org.duenotice.process.Completion.number;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.review.SealedReviews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of sealed-review in diagram order. */
@Configuration(proxyBeanMethods = false)
class SealedReviewTasks {

    private static final int MOST_URGENT = 100;

    private enum Choice {
        RENEW,
        LIFT
    }

    @Bean
    JavaDelegate planSealedReview(SealedReviews reviews) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            ProcessVariable.set(execution, SealedReviewProcess.SEALED_REVIEW_DUE_AT, reviews.dueAt(number));
            SealedReviewProcess.SEALED_REVIEW_WANTED.set(execution, reviews.isDecisionWanted(number));
        };
    }

    @Bean
    Completion reviewSealedMeasuresCompleted(SealedReviews reviews) {
        return (task, input, person) -> {
            var renewed = input.oneOf("sealedChoice", Choice.class) == Choice.RENEW;
            reviews.decide(
                    number(task),
                    renewed ? SealedReviews.Word.RENEWED : SealedReviews.Word.LIFTED,
                    input.day("reviewDate"),
                    input.requiredText("reasons"),
                    person);
        };
    }

    @Bean
    JavaDelegate planSealedOpening(SealedReviews reviews, EngineCalls engine) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            // what was lifted beside an opening that is asked for already is opened with it
            var dueAt =
                    engine.isOpen("openSealedAccess", number) ? Optional.<Instant>empty() : reviews.planOpening(number);
            SealedReviewProcess.SEALED_OPENING_WANTED.set(execution, dueAt.isPresent());
            dueAt.ifPresent(due -> ProcessVariable.set(execution, SealedReviewProcess.SEALED_ACCESS_DUE_AT, due));
        };
    }

    @Bean
    Completion openSealedAccessCompleted(SealedReviews reviews) {
        return (task, input, person) -> reviews.opened(
                number(task),
                input.requiredText("whoWasTold"),
                input.requiredText("reference"),
                input.moment("openedAt"),
                person);
    }

    @Bean
    JavaDelegate recordSealedAccessBreach(SealedReviews reviews, EngineCalls engine) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            if (reviews.overdue(number)) {
                engine.prioritise("openSealedAccess", number, MOST_URGENT);
            }
        };
    }

    @Bean
    TaskClock sealedOpeningClock() {
        return new TaskClock(
                "sealed-review",
                Pattern.compile("(.*)/OPENING"),
                "openSealedAccess",
                "sealedAccessOverdue",
                SealedReviewProcess.SEALED_ACCESS_DUE_AT.name());
    }
}
