package org.duenotice.process.bodydecision;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.duenotice.process.Completion;
import org.duenotice.restriction.Renewals;
import org.springframework.stereotype.Component;

/** Whoever decided or approved a measure cannot take, be given or complete its review. */
@Component("otherOfficer")
@RequiredArgsConstructor
class OtherOfficer implements TaskListener {

    private final Renewals renewals;

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            renewals.refuseDecider(Completion.number(task), task.getAssignee());
        }
    }
}
