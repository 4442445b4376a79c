package org.duenotice.process.detectioncase;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.priority.Priorities;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.DecisionInput;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.qualification.Decided;
import org.duenotice.qualification.OffenceRoute;
import org.duenotice.qualification.Proposal;
import org.duenotice.qualification.ProtectedKind;
import org.duenotice.qualification.Qualifications;
import org.duenotice.qualification.Recommendations;
import org.duenotice.qualification.RightsReviews;
import org.duenotice.referral.Forwardings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of detection-case in diagram order. */
@Configuration(proxyBeanMethods = false)
class DetectionCaseTasks {

    private static final Map<String, Disposition> CLOSING_BY_FIELD = Map.of(
            "noViolationTargets", Disposition.NO_VIOLATION,
            "unavailableTargets", Disposition.ALREADY_UNAVAILABLE,
            "outOfCompetenceTargets", Disposition.OUT_OF_COMPETENCE,
            "duplicateTargets", Disposition.DUPLICATE);

    private enum Capture {
        CAPTURED,
        NOT_OBTAINABLE
    }

    private enum Approval {
        APPROVE,
        RETURN,
        CANCEL
    }

    private enum Review {
        PERMIT,
        REFUSE,
        TAKE_BACK_TICK
    }

    @Bean
    Completion captureEvidenceCompleted(Qualifications qualifications, Priorities priorities) {
        return (task, input, person) -> {
            qualifications.captured(
                    number(task),
                    input.oneOf("captureOutcome", Capture.class) == Capture.CAPTURED,
                    input.text("captureRemarks"),
                    input.optionalOneOf("protectedExpression", ProtectedKind.class),
                    person);
            priorities.reckon(number(task));
        };
    }

    @Bean
    ExecutionListener recommendRouteFacts(Recommendations recommendations) {
        return execution -> {
            var facts = recommendations.facts(execution.getProcessBusinessKey());
            DecisionInput.set(execution, "category", facts.category());
            DecisionInput.set(execution, "withinCompetence", facts.withinCompetence());
            DecisionInput.set(execution, "protectedExpression", facts.protectedExpression());
            DecisionInput.set(execution, "courtActNamesTarget", facts.courtActNamesTarget());
            DecisionInput.set(execution, "allKnownOpen", facts.allKnownOpen());
            DecisionInput.set(execution, "evidenceCaptured", facts.evidenceCaptured());
            DecisionInput.set(execution, "anonymousOnly", facts.anonymousOnly());
        };
    }

    @Bean
    ExecutionListener recommendRouteDecided(Recommendations recommendations) {
        return execution -> {
            var answer = DecisionInput.answer(execution);
            recommendations.record(
                    execution.getProcessBusinessKey(),
                    new Recommendations.Recommendation(
                            answer.text("proposal"),
                            answer.text("offenceRoute"),
                            answer.flag("restriction"),
                            answer.text("closing"),
                            answer.text("whyRu"),
                            answer.text("whyKk"),
                            answer.text("whyEn"),
                            null));
        };
    }

    @Bean
    Completion prepareQualificationCompleted(Qualifications qualifications) {
        return (task, input, person) -> {
            var prepared = qualifications.prepare(preparation(number(task), input, person));
            ProcessVariable.set(task, DetectionCaseProcess.PROPOSAL, prepared.proposal());
            ProcessVariable.set(task, DetectionCaseProcess.OFFENCE_ROUTE, prepared.offenceRoute());
            DetectionCaseProcess.RESTRICTION.set(task, prepared.restriction());
            FIRST_PERSON.set(task, person);
        };
    }

    /** Fields that the form hides for the chosen proposal count as not entered. */
    private static Qualifications.Preparation preparation(String caseNumber, Input input, String person) {
        var proposal = input.oneOf("proposal", Proposal.class);
        var measures = proposal == Proposal.MEASURES;
        var route = measures ? input.optionalOneOf("offenceRoute", OffenceRoute.class) : null;
        var offenceRoute = route == null ? OffenceRoute.NONE : route;
        var restriction = measures && input.flag("restriction");
        return new Qualifications.Preparation(
                caseNumber,
                proposal,
                offenceRoute,
                offenceRoute == OffenceRoute.NONE ? null : input.id("offenceBasis"),
                restriction,
                restriction ? input.id("restrictionBasis") : null,
                restriction ? input.id("judicialAct") : null,
                proposal == Proposal.CLOSE ? input.optionalOneOf("closing", Disposition.class) : null,
                proposal == Proposal.RIGHTS_REVIEW ? Map.of() : closings(input),
                input.optionalOneOf("protectedExpression", ProtectedKind.class),
                input.text("reasons"),
                person);
    }

    private static Map<Integer, Disposition> closings(Input input) {
        var closings = new HashMap<Integer, Disposition>();
        CLOSING_BY_FIELD.forEach((field, closing) -> input.numbers(field).forEach(no -> {
            if (closings.put(no, closing) != null) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        return closings;
    }

    @Bean
    Completion reviewRightsCompleted(RightsReviews rightsReviews) {
        return (task, input, person) -> {
            var outcome =
                    switch (input.oneOf("decision", Review.class)) {
                        case PERMIT -> RightsReviews.Outcome.PERMITTED;
                        case REFUSE -> RightsReviews.Outcome.REFUSED;
                        case TAKE_BACK_TICK -> RightsReviews.Outcome.TICK_TAKEN_BACK;
                    };
            rightsReviews.decide(number(task), outcome, input.id("judicialAct"), input.text("reasons"), person);
            ProcessVariable.set(task, DetectionCaseProcess.RIGHTS_OUTCOME, outcome);
        };
    }

    @Bean
    Completion approveQualificationCompleted(Qualifications qualifications, Forwardings forwardings) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var outcome =
                    switch (input.oneOf("decision", Approval.class)) {
                        case APPROVE -> Decided.Outcome.APPROVED;
                        case RETURN -> Decided.Outcome.RETURNED;
                        case CANCEL -> Decided.Outcome.CANCELLED;
                    };
            qualifications.decide(
                    number(task),
                    outcome,
                    input.text("remarks"),
                    input.optionalOneOf("protectedExpression", ProtectedKind.class),
                    person);
            ProcessVariable.set(task, DetectionCaseProcess.QUALIFICATION_OUTCOME, outcome);
            DetectionCaseProcess.FORWARDING.set(
                    task, outcome == Decided.Outcome.APPROVED && forwardings.isCalledFor(number(task)));
        };
    }

    @Bean
    JavaDelegate closeCase(Cases cases) {
        return execution -> cases.closeWhenOver(cases.byNumber(execution.getProcessBusinessKey()));
    }
}
