package org.duenotice.process.queue;

import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseMerged;
import org.duenotice.casefile.CaseSplit;
import org.duenotice.casefile.Cases;
import org.duenotice.intake.CaseListed;
import org.duenotice.intake.CaseSighted;
import org.duenotice.intake.DetectionReported;
import org.duenotice.priority.Priorities;
import org.duenotice.priority.PriorityChanged;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the priority of a case's tasks at what is known about the case, in the transaction that learned it. */
@Component
@RequiredArgsConstructor
class CasePriorities {

    /** The process that starts with the case finds its priority there. */
    private static final int BEFORE_THE_PROCESS = 0;

    private final Cases cases;
    private final Priorities priorities;
    private final EngineCalls engine;

    @EventListener
    @Order(BEFORE_THE_PROCESS)
    void reckon(DetectionReported reported) {
        priorities.reckon(reported.caseNumber());
    }

    @EventListener
    void reckon(CaseListed listed) {
        priorities.reckon(listed.caseNumber());
    }

    @EventListener
    void reckon(CaseSighted sighted) {
        priorities.reckon(cases.byId(sighted.caseId()).number());
    }

    @EventListener
    @Order(BEFORE_THE_PROCESS)
    void reckon(CaseSplit split) {
        priorities.reckon(split.newCase());
        priorities.reckon(split.caseNumber());
    }

    @EventListener
    void reckon(CaseMerged merged) {
        priorities.reckon(merged.into());
    }

    @EventListener
    void apply(PriorityChanged changed) {
        engine.prioritiseAll(changed.caseNumber(), changed.score());
    }
}
