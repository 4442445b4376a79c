package org.duenotice.benchmark;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The engine alone. It walks the product's own diagrams with everything of ours taken out: no delegate, no listener, no table.
 * What is left are their wait states, jobs, called processes and gateways, and each step leaves the variables that the product's
 * step leaves.
 */
@RequiredArgsConstructor
final class BareEngine implements Side {

    private static final String BARE = "bare-";

    private final People people;
    private final RuntimeService runtime;
    private final AtomicInteger numbers = new AtomicInteger();

    /** Deploys the diagrams once, beside the product's own. */
    static void deploy(RepositoryService repository) throws IOException {
        var deployment = repository.createDeployment().name("Benchmark: the engine alone");
        for (var diagram : new PathMatchingResourcePatternResolver().getResources("classpath*:processes/*.bpmn")) {
            try (var content = diagram.getInputStream()) {
                var model = Bpmn.readModelFromStream(content);
                strip(model);
                deployment.addModelInstance(BARE + diagram.getFilename(), model);
            }
        }
        deployment.deploy();
    }

    private static void strip(BpmnModelInstance model) {
        all(model, Process.class).forEach(process -> process.setId(BARE + process.getId()));
        all(model, CallActivity.class).forEach(call -> call.setCalledElement(BARE + call.getCalledElement()));
        all(model, Message.class).forEach(message -> message.setName(BARE + message.getName()));
        all(model, CamundaTaskListener.class)
                .forEach(listener -> listener.getParentElement().removeChildElement(listener));
        all(model, CamundaExecutionListener.class)
                .forEach(listener -> listener.getParentElement().removeChildElement(listener));
        all(model, BusinessRuleTask.class).forEach(task -> {
            task.removeAttributeNs(BpmnModelConstants.CAMUNDA_NS, "decisionRef");
            task.setCamundaClass(NoWork.class.getName());
        });
        all(model, ServiceTask.class).forEach(task -> {
            task.removeAttributeNs(BpmnModelConstants.CAMUNDA_NS, "delegateExpression");
            task.setCamundaClass(NoWork.class.getName());
        });
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> all(
            BpmnModelInstance model, Class<T> type) {
        return List.copyOf(model.getModelElementsByType(type));
    }

    /** Does nothing but leave the variables that the product's task of this name leaves. */
    public static final class NoWork implements JavaDelegate {

        @Override
        public void execute(DelegateExecution execution) {
            leaves(execution).forEach(execution::setVariable);
        }

        private static Map<String, Object> leaves(DelegateExecution execution) {
            var number = execution.getProcessBusinessKey();
            return switch (execution.getCurrentActivityId()) {
                case "prepareMeasures" ->
                    Map.of("noticeNumbers", numbers(noticeNumber(number)), "orderNumbers", numbers());
                case "openOffenceRoute" -> Map.of("offenceRoute", "CRIMINAL");
                case "openRegistration" -> Map.of("registrationDueAt", inHours(24));
                case "composeLetter" -> Map.of("letterNumber", number + "/1");
                case "deliverLetter" -> Map.of("delivery", "SENT");
                case "decideTerm" ->
                    Map.of(
                            "answerDueAt", inHours(24),
                            "reminderDueAt", inHours(12),
                            "warningDueAt", inHours(20),
                            "followUpAt", inHours(12),
                            "clockState", "RUNNING",
                            "answerPriority", "50",
                            "answerThere", false);
                case "assessAnswer" ->
                    Map.of("answerMeaning", "OUTCOME", "clockState", "MET", "removalClaimed", true, "settled", false);
                case "composeReminder" -> Map.of("reminderWanted", true, "letterNumber", number + "/2");
                case "recordBreach" -> Map.of("termOver", true, "clockState", "BREACHED", "settled", false);
                case "proposeStep" -> Map.of("gateDueAt", inHours(38));
                case "closeNotice" -> Map.of("accessRestriction", false);
                default -> Map.of();
            };
        }
    }

    @Override
    public Walk offence() {
        return new Walk(List.of(
                this::start,
                act("caseworker1", "captureEvidence", Map.of()),
                act("caseworker1", "prepareQualification", prepared("CRIMINAL", false)),
                act(
                        "approver1",
                        "approveQualification",
                        Map.of("qualificationOutcome", "APPROVED", "forwarding", false)),
                act("caseworker1", "prepareCriminalReferral", Map.of()),
                act("liaison1", "handOverCriminalReferral", Map.of("handedOver", true)),
                act(
                        "liaison1",
                        "recordRegistration",
                        Map.of(
                                "registrationAnswer", "REGISTERED",
                                "referralOutcome", "REGISTERED",
                                "prosecutorDueAt", inHours(24))),
                act("liaison1", "recordProsecutorNotice", Map.of()),
                this::seeClosed));
    }

    @Override
    public Walk notice() {
        return new Walk(List.of(
                this::start,
                act("caseworker1", "captureEvidence", Map.of()),
                act("caseworker1", "prepareQualification", prepared("NONE", true)),
                act(
                        "approver1",
                        "approveQualification",
                        Map.of("qualificationOutcome", "APPROVED", "forwarding", false)),
                act("body-officer1", "decideRestriction", Map.of("bodyDecision", "APPROVED")),
                act("body-officer1", "decideMeasures", Map.of()),
                this::answer,
                walk -> people.complete("caseworker2", "verifyOutcome", walk.noticeNumber, Map.of("settled", true)),
                this::seeClosed));
    }

    private static Map<String, Object> prepared(String offenceRoute, boolean restriction) {
        return Map.of(
                "proposal",
                "MEASURES",
                "offenceRoute",
                offenceRoute,
                "restriction",
                restriction,
                "firstPerson",
                "caseworker1");
    }

    private Walk.Act act(String person, String task, Map<String, Object> variables) {
        return walk -> people.complete(person, task, walk.caseNumber, variables);
    }

    private boolean start(Walk walk) {
        walk.caseNumber = "B-2026-%06d".formatted(numbers.incrementAndGet());
        walk.noticeNumber = noticeNumber(walk.caseNumber);
        runtime.createMessageCorrelation(BARE + "detection-case.reported")
                .processInstanceBusinessKey(walk.caseNumber)
                .correlateStartMessage();
        return true;
    }

    private boolean answer(Walk walk) {
        if (!people.sees("liaison1", "recordAnswer", walk.noticeNumber)) {
            return false;
        }
        runtime.createMessageCorrelation(BARE + "platform-answer.received")
                .processInstanceBusinessKey(walk.noticeNumber)
                .correlateAllWithResult();
        return true;
    }

    private boolean seeClosed(Walk walk) {
        return people.isOver(BARE + "detection-case", walk.caseNumber);
    }

    private static String noticeNumber(String caseNumber) {
        return caseNumber.replace("B-", "BN-");
    }

    private static Object numbers(String... numbers) {
        return Variables.objectValue(new java.util.ArrayList<>(List.of(numbers)))
                .serializationDataFormat(Variables.SerializationDataFormats.JSON)
                .create();
    }

    private static Date inHours(int hours) {
        return Date.from(Instant.now().plus(hours, ChronoUnit.HOURS));
    }
}
