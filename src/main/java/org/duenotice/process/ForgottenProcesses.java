package org.duenotice.process;

import java.util.LinkedHashSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;

/**
 * Takes the processes of a number out of the engine with those they called, running and past, and with everything logged of them. Each
 * step is a command of its own, so that the next one finds what it did.
 */
@RequiredArgsConstructor
class ForgottenProcesses {

    private final EngineCalls calls;
    private final ProcessEngine engine;

    void forget(String businessKey) {
        var history = engine.getHistoryService();
        Set<String> all = calls.withoutRights(() -> {
            var found = new LinkedHashSet<String>();
            history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(businessKey).list().stream()
                    .map(HistoricProcessInstance::getId)
                    .forEach(id -> withCalled(history, id, found));
            return found;
        });
        all.forEach(this::end);
        all.forEach(id -> calls.withoutRights(() -> {
            erase(history, id);
            return null;
        }));
    }

    private static void withCalled(HistoryService history, String id, Set<String> all) {
        if (all.add(id)) {
            history.createHistoricProcessInstanceQuery().superProcessInstanceId(id).list().stream()
                    .map(HistoricProcessInstance::getId)
                    .forEach(called -> withCalled(history, called, all));
        }
    }

    /** A process that was called goes with its caller. */
    private void end(String id) {
        calls.withoutRights(() -> {
            var runtime = engine.getRuntimeService();
            if (runtime.createProcessInstanceQuery().processInstanceId(id).count() > 0) {
                runtime.deleteProcessInstance(id, "sealed", true, true, true, false);
            }
            return null;
        });
    }

    private static void erase(HistoryService history, String id) {
        history.createHistoricDecisionInstanceQuery()
                .processInstanceId(id)
                .list()
                .forEach(decision -> history.deleteHistoricDecisionInstanceByInstanceId(decision.getId()));
        history.createUserOperationLogQuery()
                .processInstanceId(id)
                .list()
                .forEach(entry -> history.deleteUserOperationLogEntry(entry.getId()));
        history.deleteHistoricProcessInstance(id);
    }
}
