package org.duenotice.process;

import java.util.LinkedHashSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;

/** Takes the processes of a number out of the engine with those they called, running and past, and with everything logged of them. */
@RequiredArgsConstructor
class ForgottenProcesses {

    private final ProcessEngine engine;

    void forget(String businessKey) {
        var history = engine.getHistoryService();
        var all = new LinkedHashSet<String>();
        history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(businessKey).list().stream()
                .map(HistoricProcessInstance::getId)
                .forEach(id -> withCalled(history, id, all));
        var runtime = engine.getRuntimeService();
        all.forEach(id -> {
            // a process that was called has gone with its caller
            if (runtime.createProcessInstanceQuery().processInstanceId(id).count() > 0) {
                runtime.deleteProcessInstance(id, "sealed", true, true, true, false);
            }
        });
        all.forEach(id -> erase(history, id));
    }

    private static void withCalled(HistoryService history, String id, Set<String> all) {
        if (all.add(id)) {
            history.createHistoricProcessInstanceQuery().superProcessInstanceId(id).list().stream()
                    .map(HistoricProcessInstance::getId)
                    .forEach(called -> withCalled(history, called, all));
        }
    }

    private static void erase(HistoryService history, String id) {
        history.createHistoricDecisionInstanceQuery()
                .processInstanceId(id)
                .list()
                .forEach(decision -> history.deleteHistoricDecisionInstanceByInstanceId(decision.getId()));
        history.deleteHistoricProcessInstance(id);
        history.createUserOperationLogQuery()
                .processInstanceId(id)
                .list()
                .forEach(entry -> history.deleteUserOperationLogEntry(entry.getId()));
    }
}
