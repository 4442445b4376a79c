package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Runs after all scenarios of this run and asks the engine's history what they walked. */
@DueNoticeTest
@Order(Integer.MAX_VALUE)
class EveryNodeIsWalkedTest {

    @Autowired
    private RepositoryService repository;

    @Autowired
    private HistoryService history;

    @Test
    void theScenariosTogetherWalkEveryNodeOfEveryDiagram() {
        var missing = new TreeSet<String>();
        for (var process :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            var walked = walked(process.getKey());
            repository.getBpmnModelInstance(process.getId()).getModelElementsByType(FlowNode.class).stream()
                    .filter(node -> !walked.contains(node.getId()))
                    .forEach(node -> missing.add(process.getKey() + ": " + node.getId()));
        }
        assertThat(missing).isEmpty();
    }

    /** In any version: a test brings notices of an earlier one to that of today. */
    private Set<String> walked(String key) {
        return repository.createProcessDefinitionQuery().processDefinitionKey(key).list().stream()
                .flatMap(
                        version -> history
                                .createHistoricActivityInstanceQuery()
                                .processDefinitionId(version.getId())
                                .finished()
                                .list()
                                .stream())
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toSet());
    }

    @Test
    void noScenarioMovedATokenByHand() {
        assertThat(history.createUserOperationLogQuery()
                        .operationType("ModifyProcessInstance")
                        .count())
                .isZero();
    }
}
