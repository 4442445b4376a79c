package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.restoration.RestorationKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A notice that was sent before its diagram knew that notices are taken back. */
@DueNoticeTest
class OlderNoticeTest {

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private OlderVersions versions;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    @Test
    void aNoticeUnderAnEarlierDiagramIsTakenBackAndLeavesNoTask() throws Exception {
        repository
                .createDeployment()
                .name("platform-notice of old")
                .addModelInstance("platform-notice.bpmn", beforeNoticesWereTakenBack())
                .deploy();
        String notice;
        try {
            notice = casework.noticeSent(Casework.address());
        } finally {
            repository
                    .createDeployment()
                    .name("platform-notice of today")
                    .addInputStream(
                            "platform-notice.bpmn", Files.newInputStream(Path.of("processes/platform-notice.bpmn")))
                    .deploy();
        }
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        var number = casework.caseOf(notice);
        assertThat(versions.bring()).isPositive();
        assertThat(casework.open(notice)).containsExactly("recordAnswer");
        assertThat(versions.bring()).isZero();

        var restoration = desk.ordered(number, RestorationKind.RESTORATION, "RC-1", 1);

        assertThat(casework.open(notice)).isEmpty();
        desk.everyoneConfirms(restoration);
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(casework.dispositions(number)).containsOnly(Disposition.RESTRICTION_LIFTED);
        assertThat(casework.isOver(number)).isTrue();
    }

    /** The diagram of today without the events that take notices back, and without what follows them. */
    private static BpmnModelInstance beforeNoticesWereTakenBack() throws IOException {
        var diagram = Bpmn.readModelFromStream(Files.newInputStream(Path.of("processes/platform-notice.bpmn")));
        var events = diagram.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getId().startsWith("released"))
                .toList();
        assertThat(events).isNotEmpty();
        var gone = events.stream()
                .flatMap(event -> event.getOutgoing().stream()
                        .flatMap(flow -> Stream.<BaseElement>of(event, flow, flow.getTarget())))
                .collect(Collectors.toSet());
        assertThat(gone)
                .allMatch(element -> !(element instanceof FlowNode node)
                        || node.getIncoming().size() <= 1);
        remove(diagram, gone);
        return diagram;
    }

    private static void remove(BpmnModelInstance diagram, Set<BaseElement> gone) {
        Stream.concat(
                        diagram.getModelElementsByType(BpmnShape.class).stream()
                                .filter(shape -> gone.contains(shape.getBpmnElement())),
                        diagram.getModelElementsByType(BpmnEdge.class).stream()
                                .filter(edge -> gone.contains(edge.getBpmnElement())))
                .toList()
                .forEach(drawn -> drawn.getParentElement().removeChildElement(drawn));
        gone.forEach(element -> element.getParentElement().removeChildElement(element));
    }
}
