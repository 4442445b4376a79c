package org.duenotice.process;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.duenotice.calendar.ClockMoved;
import org.duenotice.calendar.ClockView;
import org.duenotice.process.ClockInProcess.Wait;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Moves the timers, variables and task of whoever waits for a clock, in the transaction that moved the clock. */
@Component
@RequiredArgsConstructor
public class ClocksInProcesses {

    private final List<ClockInProcess> processes;
    private final EngineCalls calls;
    private final ProcessEngine engine;

    @EventListener
    void follow(ClockMoved moved) {
        if (Context.getCommandContext() != null) {
            return; // a step of a process moved it
        }
        move(moved.clock());
    }

    /** For a step of one process that moved the clock of another. */
    public void move(ClockView clock) {
        processes.stream()
                .map(process -> process.waitFor(clock))
                .flatMap(Optional::stream)
                .forEach(wait -> calls.untilUndisturbed(() -> calls.withoutRights(() -> {
                    engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processDefinitionKey(wait.process())
                            .processInstanceBusinessKey(wait.businessKey())
                            .list()
                            .forEach(instance -> move(instance, wait));
                    return null;
                })));
    }

    private void move(ProcessInstance instance, Wait wait) {
        engine.getRuntimeService().setVariables(instance.getId(), wait.variables());
        wait.timers().forEach((event, dueAt) -> engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId(event)
                .list()
                .forEach(job -> engine.getManagementService().setJobDuedate(job.getId(), date(dueAt))));
        engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .taskDefinitionKey(wait.task())
                .list()
                .forEach(task -> {
                    task.setDueDate(date(wait.dueAt()));
                    task.setFollowUpDate(date(wait.followUpAt()));
                    engine.getTaskService().saveTask(task);
                });
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
