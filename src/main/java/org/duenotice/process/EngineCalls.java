package org.duenotice.process;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the application itself asks of the engine, with the person still on record but without the person's rights: nobody needs a
 * right to start a case process by hand in order to report a detection.
 */
@Component
public class EngineCalls {

    private static final int TRIES = 5;

    private final ProcessEngine engine;
    private final TransactionTemplate part;

    EngineCalls(ProcessEngine engine, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Starts the process that waits for the message. */
    public void start(String message, String businessKey) {
        withoutRights(() -> engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateStartMessage());
    }

    /** The same with the variables it reads. */
    public void start(String message, String businessKey, Map<String, Object> variables) {
        withoutRights(() -> engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .setVariables(variables)
                .correlateStartMessage());
    }

    /**
     * Tells whoever waits for the message under this number; nobody may be waiting, which is no error.
     *
     * @return how many waited
     */
    public int tell(String message, String businessKey) {
        return withoutRights(() -> engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateAllWithResult()
                .size());
    }

    /** Whether a process of that kind runs under the number. */
    public boolean runs(String process, String businessKey) {
        return withoutRights(() -> engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .processInstanceBusinessKey(businessKey)
                        .count())
                > 0;
    }

    /** Ends all processes of a number and leaves nothing of them, their tasks, variables, comments and logs behind. */
    public void forget(String businessKey) {
        new ForgottenProcesses(this, engine).forget(businessKey);
    }

    /** The number people speak of the process that a task belongs to. */
    public String businessKey(String processInstanceId) {
        return withoutRights(() -> engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult()
                .getBusinessKey());
    }

    /** The same for many at once. */
    public Map<String, String> businessKeys(Set<String> processInstanceIds) {
        if (processInstanceIds.isEmpty()) {
            return Map.of();
        }
        return withoutRights(() ->
                engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceIds(processInstanceIds)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey)));
    }

    /** The open task of that kind under the number, whoever may see it. */
    public Optional<Task> task(String key, String businessKey) {
        return withoutRights(() -> Optional.ofNullable(engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(key)
                .processInstanceBusinessKey(businessKey)
                .singleResult()));
    }

    /** Completes a task for a person whose right to it was looked at before, whoever it is offered to in Tasklist. */
    public void complete(Task task, String person, Map<String, Object> input) {
        withoutRights(() -> {
            if (task.getAssignee() == null) {
                engine.getTaskService().claim(task.getId(), person);
            }
            engine.getTaskService().complete(task.getId(), input);
            return null;
        });
    }

    /** The numbers under which tasks of that kind are open, the oldest first, and since when. */
    public Map<String, Instant> openTasks(String key, int most) {
        return withoutRights(() -> {
            var open = engine.getTaskService()
                    .createTaskQuery()
                    .taskDefinitionKey(key)
                    .orderByTaskCreateTime()
                    .asc()
                    .listPage(0, most);
            var numbers =
                    businessKeys(open.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()));
            var found = new LinkedHashMap<String, Instant>();
            open.forEach(task -> found.put(
                    numbers.get(task.getProcessInstanceId()),
                    task.getCreateTime().toInstant()));
            return found;
        });
    }

    /** A task by the id of its diagram and the number of its process. */
    record KnownTask(String key, String number) {}

    /** The task, whether it is still open or not; empty for one that never was, or that belongs to nothing with a number. */
    Optional<KnownTask> taskEver(String taskId) {
        return withoutRights(() -> Optional.ofNullable(engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskId(taskId)
                        .singleResult())
                .flatMap(task -> Optional.ofNullable(engine.getHistoryService()
                                .createHistoricProcessInstanceQuery()
                                .processInstanceId(task.getProcessInstanceId())
                                .singleResult())
                        .filter(process -> process.getBusinessKey() != null)
                        .map(process -> new KnownTask(task.getTaskDefinitionKey(), process.getBusinessKey()))));
    }

    boolean isOpen(String taskId) {
        return withoutRights(
                () -> engine.getTaskService().createTaskQuery().taskId(taskId).count() > 0);
    }

    /**
     * The same work inside the transaction of whoever asks, undone and done anew when somebody else touched what the engine had just
     * read.
     */
    public void untilUndisturbed(Runnable work) {
        for (var left = TRIES - 1; left > 0; left--) {
            try {
                part.executeWithoutResult(status -> work.run());
                return;
            } catch (OptimisticLockingException changedMeanwhile) {
                // undone to before the work; the engine reads anew
            }
        }
        work.run();
    }

    /** How urgent the open tasks under the number are, whatever their kind. */
    public void prioritiseAll(String businessKey, int priority) {
        withoutRights(() -> {
            engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(businessKey)
                    .list()
                    .forEach(task -> engine.getTaskService().setPriority(task.getId(), priority));
            return null;
        });
    }

    /** How urgent the open tasks of that kind under the number are. */
    public void prioritise(String key, String businessKey, int priority) {
        withoutRights(() -> {
            engine.getTaskService()
                    .createTaskQuery()
                    .taskDefinitionKey(key)
                    .processInstanceBusinessKey(businessKey)
                    .list()
                    .forEach(task -> engine.getTaskService().setPriority(task.getId(), priority));
            return null;
        });
    }

    /** Whether a task of that kind is open under the number. */
    public boolean isOpen(String key, String businessKey) {
        return withoutRights(() -> engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(key)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0);
    }

    /** Until when the open tasks of that kind under the number are to be done. */
    public void dueAt(String key, String businessKey, Instant due) {
        withoutRights(() -> {
            engine.getTaskService()
                    .createTaskQuery()
                    .taskDefinitionKey(key)
                    .processInstanceBusinessKey(businessKey)
                    .list()
                    .forEach(task -> engine.getTaskService().setDueDate(task.getId(), Date.from(due)));
            return null;
        });
    }

    <T> T withoutRights(Callable<T> call) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute(context -> {
            try {
                return context.runWithoutAuthorization(call);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
