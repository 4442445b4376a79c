package org.duenotice.process;

import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.duenotice.appeal.Impartiality;
import org.springframework.stereotype.Component;

/** Whoever has judged the contested measure before cannot take or be given the review of an appeal against it. */
@Component("impartialOfficer")
@RequiredArgsConstructor
class ImpartialOfficer implements TaskListener {

    private final Impartiality impartiality;

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            impartiality.require(task.getExecution().getProcessBusinessKey(), task.getAssignee());
        }
    }
}
