package org.duenotice.process;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a modeler may rely on in every diagram and decision table; docs/modelling.md says the same in words. */
class ModelConventionsTest {

    private static final Path PROCESSES = Path.of("processes");
    private static final Path FORMS = Path.of("forms");
    private static final String TIME_TO_LIVE = "P180D";
    private static final int WIDEST = 1800;
    private static final int HIGHEST = 900;
    /** A few pixels, so that a rounded label bound is not taken for a collision. */
    private static final double TOUCH = 2;

    /** Steps whose effect leaves the database, that end independently of their siblings, or whose long work nobody should wait for. */
    private static final Set<String> ASYNCHRONOUS = Set.of(
            "deliverLetter",
            "closeNotice",
            "deliverOrder",
            "closeExecution",
            "sendNotification",
            "prepareUndoing",
            "prepareDrafts",
            "sendMessage");

    /** The first word of every task id. A new verb is welcome here; a noun is not. */
    private static final Set<String> VERBS = Set.of(
            "answer",
            "approve",
            "assess",
            "capture",
            "choose",
            "claim",
            "close",
            "complete",
            "compose",
            "correct",
            "decide",
            "deliver",
            "extend",
            "forward",
            "fulfil",
            "grant",
            "hand",
            "hold",
            "lift",
            "load",
            "match",
            "notify",
            "open",
            "order",
            "plan",
            "post",
            "prepare",
            "propose",
            "recheck",
            "recommend",
            "reconsider",
            "record",
            "review",
            "send",
            "settle",
            "submit",
            "supplement",
            "tell",
            "verify");

    private static final Pattern NOUN_WITH_HYPHENS = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][A-Za-z]*");
    private static final Pattern SPOKEN = Pattern.compile("[a-z]+([A-Z][a-z0-9]*)+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[a-z][A-Za-z]*}");
    private static final Pattern QUESTION_OF_VARIABLES =
            Pattern.compile("\\$\\{\\s*!?TERM(\\s*(&&|\\|\\|)\\s*!?TERM)*\\s*}"
                    .replace("TERM", "[a-z][A-Za-z]*(\\s*[!=]=\\s*'[A-Z_]+')?"));

    // ---- names -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("diagrams")
    void aProcessIsCalledAsItsFile(Diagram diagram) {
        assertThat(diagram.model().getModelElementsByType(Process.class)).hasSize(1);
        assertThat(diagram.process().getId()).isEqualTo(diagram.name()).matches(NOUN_WITH_HYPHENS);
        assertThat(diagram.process().getName()).isNotBlank();
        assertThat(diagram.process().isExecutable()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aProcessSaysItsVersionAndHowLongItsHistoryLives(Diagram diagram) {
        assertThat(diagram.process().getCamundaHistoryTimeToLiveString()).isEqualTo(TIME_TO_LIVE);
        assertThat(diagram.process().getCamundaVersionTag()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aTaskIsAVerbAndIdsAreWrittenInOneWay(Diagram diagram) {
        assertThat(diagram.offenders(
                        FlowNode.class,
                        node -> !CAMEL_CASE.matcher(node.getId()).matches()))
                .isEmpty();
        assertThat(diagram.offenders(
                        Task.class, task -> !VERBS.contains(task.getId().split("(?=[A-Z])")[0])))
                .isEmpty();
    }

    @Test
    void aTaskIdMeansOneThingInAllDiagrams() {
        var tasks =
                diagrams().flatMap(diagram -> diagram.all(Task.class).stream().map(Task::getId));
        assertThat(tasks).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everythingAPersonSeesHasAName(Diagram diagram) {
        assertThat(diagram.offenders(FlowNode.class, node -> !isJoin(node) && isBlank(node.getName())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aMessageIsNamedByItsProcessAndWhatHappened(Diagram diagram) {
        assertThat(diagram.all(Message.class)).allSatisfy(message -> assertThat(message.getName())
                .matches(Pattern.quote(diagram.name()) + "\\.[a-z]+"));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aProcessAndEveryUserTaskSayWhyTheyExist(Diagram diagram) {
        assertThat(documentation(diagram.process())).isNotBlank();
        assertThat(diagram.offenders(UserTask.class, task -> documentation(task).length() < 60))
                .as("a user task is documented with its reason and the legal term behind it")
                .isEmpty();
    }

    // ---- ways ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("diagrams")
    void aGatewayThatChoosesAsksAQuestionAndHasADefault(Diagram diagram) {
        assertThat(diagram.offenders(
                        Gateway.class,
                        gateway -> chooses(gateway)
                                && !String.valueOf(gateway.getName()).endsWith("?")))
                .isEmpty();
        assertThat(diagram.offenders(Gateway.class, gateway -> chooses(gateway) && defaultOf(gateway) == null))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aGatewayJoinsOrChoosesButNeverBoth(Diagram diagram) {
        assertThat(diagram.offenders(
                        Gateway.class,
                        gateway -> gateway.getIncoming().size() > 1
                                && gateway.getOutgoing().size() > 1))
                .isEmpty();
        assertThat(diagram.offenders(
                        FlowNode.class,
                        node -> !(node instanceof Gateway) && node.getIncoming().size() > 1))
                .as("ways meet in a gateway")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyWayOutOfAChoiceIsAnAnswer(Diagram diagram) {
        for (var gateway : diagram.all(Gateway.class)) {
            if (!chooses(gateway)) {
                continue;
            }
            assertThat(gateway.getOutgoing())
                    .allSatisfy(
                            flow -> assertThat(flow.getName()).as(flow.getId()).isNotBlank())
                    .allSatisfy(flow -> assertThat(flow.getConditionExpression() == null)
                            .as("%s: the default has no condition, every other way has one", flow.getId())
                            .isEqualTo(flow.equals(defaultOf(gateway))));
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aConditionReadsVariablesAndCallsNothing(Diagram diagram) {
        assertThat(diagram.offenders(
                        SequenceFlow.class,
                        flow -> flow.getConditionExpression() != null
                                && !QUESTION_OF_VARIABLES
                                        .matcher(flow.getConditionExpression().getTextContent())
                                        .matches()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aTimerReadsADeclaredVariable(Diagram diagram) {
        assertThat(diagram.all(TimerEventDefinition.class)).allSatisfy(timer -> {
            assertThat(timer.getTimeDate()).as(timer.getId()).isNotNull();
            assertThat(timer.getTimeDate().getTextContent()).matches(VARIABLE);
        });
    }

    // ---- what a step calls -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("diagrams")
    void aModelHoldsNoScriptAndNoClassName(Diagram diagram) {
        assertThat(diagram.text())
                .doesNotContainPattern("(?i)[<:]script")
                .doesNotContain("camunda:class", "camunda:expression", "camunda:connector", "camunda:field");
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aServiceTaskCallsTheDelegateOfItsName(Diagram diagram) {
        assertThat(diagram.all(ServiceTask.class)).allSatisfy(task -> assertThat(task.getCamundaDelegateExpression())
                .isEqualTo("${" + task.getId() + "}"));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aDecisionIsFedBeforeAndRecordedAfter(Diagram diagram) {
        assertThat(diagram.all(BusinessRuleTask.class)).allSatisfy(task -> {
            assertThat(PROCESSES.resolve(task.getCamundaDecisionRef() + ".dmn")).exists();
            assertThat(extensions(task, CamundaExecutionListener.class))
                    .extracting(
                            CamundaExecutionListener::getCamundaEvent,
                            CamundaExecutionListener::getCamundaDelegateExpression)
                    .containsExactlyInAnyOrder(
                            tuple("start", "${" + task.getId() + "Facts}"),
                            tuple("end", "${" + task.getId() + "Decided}"));
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aCalledProcessExistsAndGetsABusinessKeyAndAtMostTheRoundItIsFor(Diagram diagram) {
        assertThat(diagram.all(CallActivity.class)).allSatisfy(call -> {
            assertThat(PROCESSES.resolve(call.getCalledElement() + ".bpmn")).exists();
            assertThat(call.getCamundaCalledElementBinding()).isEqualTo("latest");
            assertThat(extensions(call, CamundaIn.class))
                    .filteredOn(in -> in.getCamundaBusinessKey() != null)
                    .singleElement()
                    .satisfies(in -> assertThat(in.getCamundaBusinessKey()).isNotBlank());
            assertThat(extensions(call, CamundaIn.class))
                    .filteredOn(in -> in.getCamundaBusinessKey() == null)
                    .allSatisfy(in -> assertThat(in.getCamundaTarget()).isEqualTo("decisionRound"))
                    .allSatisfy(
                            in -> assertThat(in.getCamundaSourceExpression()).isIn("FIRST", "ESCALATION", "REVIEW"));
            assertThat(extensions(call, CamundaOut.class))
                    .allSatisfy(out -> assertThat(out.getCamundaSource()).isEqualTo(out.getCamundaTarget()));
        });
    }

    @Test
    void onlyAStepWhoseEffectLeavesTheDatabaseIsAsynchronous() {
        var asynchronous = diagrams()
                .flatMap(diagram -> diagram.all(FlowNode.class).stream())
                .filter(node -> node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter())
                .map(FlowNode::getId);
        assertThat(asynchronous).containsExactlyInAnyOrderElementsOf(ASYNCHRONOUS);
    }

    // ---- people ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("diagrams")
    void aUserTaskIsOfferedToAGroupAndToNobodyByName(Diagram diagram) {
        assertThat(diagram.all(UserTask.class)).allSatisfy(task -> {
            assertThat(task.getCamundaCandidateGroupsList()).as(task.getId()).hasSize(1);
            assertThat(task.getCamundaAssignee()).isNull();
            assertThat(task.getCamundaCandidateUsersList()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aUserTaskShowsTheFormOfItsName(Diagram diagram) {
        assertThat(diagram.all(UserTask.class)).allSatisfy(task -> {
            assertThat(camunda(task, "formRef")).isEqualTo(task.getId());
            assertThat(camunda(task, "formRefBinding")).isEqualTo("latest");
        });
        assumeThat(FORMS).exists();
        assertThat(diagram.all(UserTask.class)).allSatisfy(task -> assertThat(FORMS.resolve(task.getId() + ".form"))
                .exists());
        assertThat(diagram.all(StartEvent.class).stream().map(start -> camunda(start, "formRef")))
                .allSatisfy(form -> assertThat(form == null || Files.exists(FORMS.resolve(form + ".form")))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void whatAPersonEntersIsCheckedWhenTheTaskIsCompleted(Diagram diagram) {
        assertThat(diagram.all(UserTask.class)).allSatisfy(task -> assertThat(listenersOf(task, "complete"))
                .containsExactly("${" + task.getId() + "Completed}"));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void anApprovalIsTakenOnlyByASecondPerson(Diagram diagram) {
        assertThat(diagram.all(UserTask.class).stream()
                        .filter(task -> task.getId().startsWith("approve")))
                .allSatisfy(task -> assertThat(listenersOf(task, "assignment")).containsExactly("${secondPerson}"));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aDueDateIsAVariable(Diagram diagram) {
        assertThat(diagram.all(UserTask.class)).allSatisfy(task -> {
            assertThat(task.getCamundaDueDate())
                    .satisfiesAnyOf(due -> assertThat(due).isNull(), due -> assertThat(due)
                            .matches(VARIABLE));
            assertThat(task.getCamundaFollowUpDate())
                    .satisfiesAnyOf(due -> assertThat(due).isNull(), due -> assertThat(due)
                            .matches(VARIABLE));
        });
    }

    // ---- the picture -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyNodeAndFlowIsDrawn(Diagram diagram) {
        assertThat(diagram.shapes().keySet()).isEqualTo(ids(diagram.all(FlowNode.class)));
        assertThat(diagram.lines().keySet()).isEqualTo(ids(diagram.all(SequenceFlow.class)));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aDiagramFitsOneScreen(Diagram diagram) {
        var all = new Rectangle2D.Double();
        all.setRect(diagram.shapes().values().iterator().next());
        diagram.shapes().values().forEach(all::add);
        diagram.labels().values().forEach(all::add);
        diagram.lines()
                .values()
                .forEach(line -> line.forEach(segment -> {
                    all.add(segment.getP1());
                    all.add(segment.getP2());
                }));
        assertThat(all.getWidth()).isLessThanOrEqualTo(WIDEST);
        assertThat(all.getHeight()).isLessThanOrEqualTo(HIGHEST);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void theStoryReadsFromLeftToRight(Diagram diagram) {
        var start = diagram.shapes()
                .get(diagram.all(StartEvent.class).iterator().next().getId());
        assertThat(diagram.shapes().values())
                .allSatisfy(shape -> assertThat(shape.getX()).isGreaterThanOrEqualTo(start.getX()));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void noTwoNodesOverlap(Diagram diagram) {
        assertThat(pairs(
                        diagram.shapes(),
                        (one, other) -> !diagram.isAttached(one, other)
                                && diagram.shapes()
                                        .get(one)
                                        .intersects(diagram.shapes().get(other))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void noTwoFlowsCross(Diagram diagram) {
        assertThat(pairs(diagram.lines(), diagram::cross)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aFlowIsOrthogonalAndRunsThroughNoNode(Diagram diagram) {
        var offenders = new ArrayList<String>();
        diagram.lines()
                .forEach((flow, line) -> line.forEach(segment -> {
                    if (Math.abs(segment.x1 - segment.x2) > 1 && Math.abs(segment.y1 - segment.y2) > 1) {
                        offenders.add(flow + " runs askew");
                    }
                    diagram.shapes().forEach((node, shape) -> {
                        if (!diagram.touches(flow, node) && segment.intersects(shape)) {
                            offenders.add(flow + " runs through " + node);
                        }
                    });
                }));
        assertThat(offenders).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyLabelStandsFree(Diagram diagram) {
        var offenders = new ArrayList<String>();
        diagram.labels().forEach((owner, label) -> {
            var text = shrunk(label);
            diagram.lines().forEach((flow, line) -> {
                if (line.stream().anyMatch(segment -> segment.intersects(text))) {
                    offenders.add("label of " + owner + " lies on " + flow);
                }
            });
            diagram.shapes().forEach((node, shape) -> {
                // the corners of a gateway's bounds are empty
                var drawn = diagram.element(node) instanceof Gateway ? inner(shape) : shape;
                if (!node.equals(owner) && drawn.intersects(text)) {
                    offenders.add("label of " + owner + " lies on " + node);
                }
            });
        });
        offenders.addAll(
                pairs(diagram.labels(), (one, other) -> shrunk(diagram.labels().get(one))
                        .intersects(diagram.labels().get(other))));
        assertThat(offenders).isEmpty();
    }

    // ---- decision tables -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("tables")
    void aDecisionIsCalledAsItsFileAndSaysHowLongItsHistoryLives(Table table) {
        assertThat(table.decision().getId()).isEqualTo(table.name()).matches(NOUN_WITH_HYPHENS);
        assertThat(table.decision().getName()).isNotBlank();
        assertThat(table.decision().getCamundaHistoryTimeToLiveString()).isEqualTo(TIME_TO_LIVE);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theFirstRuleThatFitsWinsAndTheLastRuleCatchesTheRest(Table table) {
        assertThat(table.table().getHitPolicy()).isEqualTo(HitPolicy.FIRST);
        var rules = List.copyOf(table.table().getRules());
        assertThat(rules.get(rules.size() - 1).getInputEntries())
                .allSatisfy(entry -> assertThat(entry.getTextContent().strip()).isIn("", "-"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRuleHasASpokenIdAndSaysWhy(Table table) {
        assertThat(table.table().getRules())
                .extracting(Rule::getId)
                .allSatisfy(id -> assertThat(id).matches(SPOKEN).doesNotContainIgnoringCase("DecisionRule"))
                .doesNotHaveDuplicates();
        assertThat(table.table().getRules())
                .allSatisfy(rule ->
                        assertThat(rule.getDescription().getTextContent()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyRuleExplainsItselfInThreeLanguages(Table table) {
        var outputs = table.table().getOutputs().stream().map(Output::getName).toList();
        assertThat(outputs).contains("whyEn", "whyRu", "whyKk");
        assertThat(table.table().getRules()).allSatisfy(rule -> {
            var why = new ArrayList<>(rule.getOutputEntries()).subList(outputs.indexOf("whyEn"), outputs.size());
            assertThat(why)
                    .allSatisfy(entry -> assertThat(entry.getTextContent().strip())
                            .as(rule.getId())
                            .hasSizeGreaterThan(40));
        });
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    static Stream<Diagram> diagrams() {
        return files(".bpmn").map(Diagram::new);
    }

    static Stream<Table> tables() {
        return files(".dmn").map(Table::new);
    }

    private static Stream<Path> files(String suffix) {
        try (var files = Files.list(PROCESSES)) {
            var found = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean isJoin(FlowNode node) {
        return node instanceof Gateway && node.getOutgoing().size() == 1;
    }

    private static boolean chooses(Gateway gateway) {
        return gateway.getOutgoing().size() > 1
                && (gateway instanceof ExclusiveGateway || gateway instanceof InclusiveGateway);
    }

    private static SequenceFlow defaultOf(Gateway gateway) {
        return gateway instanceof ExclusiveGateway exclusive
                ? exclusive.getDefault()
                : ((InclusiveGateway) gateway).getDefault();
    }

    private static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(text -> text.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static String camunda(BaseElement element, String attribute) {
        return element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, attribute);
    }

    private static <T extends ModelElementInstance> Collection<T> extensions(BaseElement element, Class<T> type) {
        return element.getExtensionElements() == null
                ? List.of()
                : element.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(type)
                        .list();
    }

    private static List<String> listenersOf(UserTask task, String event) {
        return extensions(task, CamundaTaskListener.class).stream()
                .filter(listener -> event.equals(listener.getCamundaEvent()))
                .map(CamundaTaskListener::getCamundaDelegateExpression)
                .toList();
    }

    private static Set<String> ids(Collection<? extends FlowElement> elements) {
        var ids = new HashSet<String>();
        elements.forEach(element -> ids.add(element.getId()));
        return ids;
    }

    private static Rectangle2D rectangle(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static Rectangle2D shrunk(Rectangle2D label) {
        return new Rectangle2D.Double(
                label.getX() + TOUCH,
                label.getY() + TOUCH,
                label.getWidth() - 2 * TOUCH,
                label.getHeight() - 2 * TOUCH);
    }

    private static Rectangle2D inner(Rectangle2D gateway) {
        var w = gateway.getWidth() / 4;
        var h = gateway.getHeight() / 4;
        return new Rectangle2D.Double(gateway.getX() + w, gateway.getY() + h, 2 * w, 2 * h);
    }

    private interface Both {
        boolean fails(String one, String other);
    }

    private static List<String> pairs(Map<String, ?> things, Both test) {
        var names = List.copyOf(things.keySet());
        var offenders = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                if (test.fails(names.get(i), names.get(j))) {
                    offenders.add(names.get(i) + " and " + names.get(j));
                }
            }
        }
        return offenders;
    }

    record Diagram(Path file, BpmnModelInstance model) {

        Diagram(Path file) {
            this(file, Bpmn.readModelFromFile(file.toFile()));
        }

        String name() {
            return nameOf(file);
        }

        String text() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Process process() {
            return model.getModelElementsByType(Process.class).iterator().next();
        }

        <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
            return model.getModelElementsByType(type);
        }

        <T extends FlowElement> List<String> offenders(Class<T> type, Predicate<T> offends) {
            return all(type).stream().filter(offends).map(FlowElement::getId).toList();
        }

        FlowElement element(String id) {
            return model.getModelElementById(id);
        }

        Map<String, Rectangle2D> shapes() {
            return sorted(
                    all(BpmnShape.class),
                    shape -> shape.getBpmnElement().getId(),
                    shape -> rectangle(shape.getBounds()));
        }

        Map<String, List<Line2D.Double>> lines() {
            return sorted(all(BpmnEdge.class), edge -> edge.getBpmnElement().getId(), edge -> segments(edge));
        }

        Map<String, Rectangle2D> labels() {
            var labels = new LinkedHashMap<String, Rectangle2D>();
            all(BpmnShape.class).forEach(shape -> label(labels, shape.getBpmnElement(), shape.getBpmnLabel()));
            all(BpmnEdge.class).forEach(edge -> label(labels, edge.getBpmnElement(), edge.getBpmnLabel()));
            return labels;
        }

        boolean isAttached(String one, String other) {
            return hostOf(one).equals(other) || hostOf(other).equals(one);
        }

        boolean touches(String flow, String node) {
            var ends = (SequenceFlow) element(flow);
            return Stream.of(ends.getSource(), ends.getTarget())
                    .map(FlowNode::getId)
                    .anyMatch(end -> end.equals(node) || hostOf(end).equals(node));
        }

        /** Flows that share an end may run together for a while; nothing else may touch. */
        boolean cross(String one, String other) {
            var a = (SequenceFlow) element(one);
            var b = (SequenceFlow) element(other);
            var related = a.getSource().equals(b.getSource()) || a.getTarget().equals(b.getTarget());
            return lines().get(one).stream().anyMatch(segment -> lines().get(other).stream()
                    .anyMatch(line -> related ? cut(segment, line) : segment.intersectsLine(line)));
        }

        private static boolean cut(Line2D a, Line2D b) {
            return a.intersectsLine(b)
                    && b.relativeCCW(a.getP1()) * b.relativeCCW(a.getP2()) < 0
                    && a.relativeCCW(b.getP1()) * a.relativeCCW(b.getP2()) < 0
                    && Stream.of(
                                    b.ptSegDist(a.getP1()),
                                    b.ptSegDist(a.getP2()),
                                    a.ptSegDist(b.getP1()),
                                    a.ptSegDist(b.getP2()))
                            .allMatch(distance -> distance > TOUCH);
        }

        private String hostOf(String node) {
            return element(node) instanceof BoundaryEvent event
                    ? event.getAttachedTo().getId()
                    : "";
        }

        private static void label(Map<String, Rectangle2D> labels, BaseElement owner, BpmnLabel label) {
            var named = ((FlowElement) owner).getName();
            if (isBlank(named) || owner instanceof Task || owner instanceof CallActivity) {
                return;
            }
            assertThat(label).as("place of the label of %s", owner.getId()).isNotNull();
            labels.put(owner.getId(), rectangle(label.getBounds()));
        }

        private static List<Line2D.Double> segments(BpmnEdge edge) {
            var points = List.<Waypoint>copyOf(edge.getWaypoints());
            var segments = new ArrayList<Line2D.Double>();
            for (int i = 1; i < points.size(); i++) {
                var from = points.get(i - 1);
                var to = points.get(i);
                segments.add(new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY()));
            }
            return segments;
        }

        private static <E, V> Map<String, V> sorted(
                Collection<E> elements, Function<E, String> id, Function<E, V> value) {
            return elements.stream().collect(toMap(id, value, (a, b) -> a, LinkedHashMap::new));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    record Table(Path file, DmnModelInstance model) {

        Table(Path file) {
            this(file, Dmn.readModelFromFile(file.toFile()));
        }

        String name() {
            return nameOf(file);
        }

        Decision decision() {
            return model.getModelElementsByType(Decision.class).iterator().next();
        }

        DecisionTable table() {
            return (DecisionTable) decision().getExpression();
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
