package org.duenotice.process.restrictionreview;

import static org.duenotice.process.Completion.number;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.review.Reviews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of restriction-review in diagram order. */
@Configuration(proxyBeanMethods = false)
class RestrictionReviewTasks {

    @Bean
    JavaDelegate planReview(Reviews reviews) {
        return execution -> ProcessVariable.set(
                execution, RestrictionReviewProcess.REVIEW_DUE_AT, reviews.dueAt(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate liftUnreviewed(Reviews reviews) {
        return execution ->
                RestrictionReviewProcess.REVIEW_OVER.set(execution, reviews.check(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate closeReview(Reviews reviews) {
        return execution ->
                RestrictionReviewProcess.REVIEW_MISSED.set(execution, reviews.close(execution.getProcessBusinessKey()));
    }

    @Bean
    Completion reviewLapseCompleted(Reviews reviews) {
        return (task, input, person) -> reviews.lapseSeen(number(task), input.requiredText("remarks"), person);
    }
}
