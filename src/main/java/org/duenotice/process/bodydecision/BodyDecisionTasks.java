package org.duenotice.process.bodydecision;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.process.TaskClock;
import org.duenotice.restriction.Collateral;
import org.duenotice.restriction.HeadApprovals;
import org.duenotice.restriction.Hearings;
import org.duenotice.restriction.Restrictions;
import org.duenotice.restriction.Round;
import org.duenotice.restriction.Rounds;
import org.duenotice.review.Reviews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of body-decision in diagram order. */
@Configuration(proxyBeanMethods = false)
class BodyDecisionTasks {

    private enum HeadsWord {
        APPROVE,
        RETURN
    }

    @Bean
    JavaDelegate openDecision(Rounds rounds, Reviews reviews) {
        return execution -> {
            var kind = Optional.ofNullable(BodyDecisionProcess.DECISION_ROUND.in(execution))
                    .map(Round.Kind::valueOf)
                    .orElse(Round.Kind.FIRST);
            var number = execution.getProcessBusinessKey();
            if (kind == Round.Kind.REVIEW) {
                ProcessVariable.set(execution, BodyDecisionProcess.BODY_DUE_AT, reviews.dueAt(number));
            } else {
                rounds.open(number, kind);
            }
        };
    }

    @Bean
    Completion decideRestrictionCompleted(Restrictions restrictions, Rounds rounds) {
        return (task, input, person) -> {
            var open = rounds.undecided(rounds.of(number(task))).stream()
                    .map(CaseTarget::no)
                    .toList();
            var state = restrictions.decide(EnteredDecision.of(number(task), input, open, person));
            ProcessVariable.set(task, BodyDecisionProcess.BODY_DECISION, state);
            FIRST_PERSON.set(task, person);
        };
    }

    @Bean
    Completion reviewRestrictionCompleted(Reviews reviews, Rounds rounds) {
        return (task, input, person) -> {
            var open = rounds.undecided(rounds.of(number(task))).stream()
                    .map(CaseTarget::no)
                    .toList();
            var state = reviews.decide(EnteredReview.of(number(task), input, open, person));
            ProcessVariable.set(task, BodyDecisionProcess.BODY_DECISION, state);
            FIRST_PERSON.set(task, person);
        };
    }

    @Bean
    JavaDelegate recordBodyDecision(Rounds rounds) {
        return execution -> ProcessVariable.set(
                execution,
                BodyDecisionProcess.BODY_DECISION,
                rounds.state(rounds.of(execution.getProcessBusinessKey())));
    }

    @Bean
    Completion supplementEvidenceCompleted(Restrictions restrictions) {
        return (task, input, person) ->
                restrictions.supplemented(number(task), input.text("supplementRemarks"), person);
    }

    @Bean
    Completion assessCollateralCompleted(Collateral collateral, Rounds rounds) {
        return (task, input, person) -> {
            var round = rounds.of(number(task));
            var assessment = new Collateral.Assessment(
                    input.text("livesThere"), input.text("whoIsHurt"), input.text("nothingNarrower"));
            collateral.assess(rounds.caseOf(round), round, assessment, person);
        };
    }

    @Bean
    Completion tellParticipantsCompleted(Hearings hearings, Rounds rounds, Clock clock) {
        return (task, input, person) -> {
            var round = rounds.of(number(task));
            var terms = hearings.told(
                    rounds.caseOf(round),
                    round,
                    input.oneOf("toldBy", Hearings.Way.class),
                    input.text("proof"),
                    Optional.ofNullable(input.moment("toldAt")).orElseGet(clock::instant),
                    person);
            ProcessVariable.set(task, BodyDecisionProcess.OBJECTION_DUE_AT, terms.objectionDueAt());
            ProcessVariable.set(task, BodyDecisionProcess.DECISION_ALLOWED_AT, terms.decisionAllowedAt());
        };
    }

    @Bean
    Completion recordHearingCompleted(Hearings hearings, Rounds rounds) {
        return (task, input, person) -> {
            var round = rounds.of(number(task));
            var due = hearings.heard(
                    rounds.caseOf(round),
                    round,
                    input.oneOf("hearingOutcome", Hearings.Outcome.class),
                    input.text("minutes"),
                    person);
            ProcessVariable.set(task, BodyDecisionProcess.BODY_DUE_AT, due);
        };
    }

    @Bean
    Completion approveRestrictionCompleted(HeadApprovals heads) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var remarks = input.text("remarks");
            var state = input.oneOf("decision", HeadsWord.class) == HeadsWord.APPROVE
                    ? heads.approve(number(task), remarks, person)
                    : heads.sendBack(number(task), remarks, person);
            ProcessVariable.set(task, BodyDecisionProcess.BODY_DECISION, state);
        };
    }

    @Bean
    TaskClock bodyDecisionClock() {
        return new TaskClock("body-decision", Pattern.compile("(.*)/BODY"), "decideRestriction", null, "bodyDueAt");
    }
}
