package org.duenotice.process.recreationwatch;

import lombok.RequiredArgsConstructor;
import org.duenotice.process.EngineCalls;
import org.duenotice.recreation.ProbeLooks;
import org.duenotice.recreation.Recreations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has the probe look at what people are about to verify: targets that a platform says are gone, and targets of closed cases whose look
 * is due. Off unless an installation says otherwise; a handful at a time, so that no site is asked by a crowd.
 */
@Component
@RequiredArgsConstructor
@ConditionalOnProperty("duenotice.probe.enabled")
class ProbeWatch {

    private static final int HANDFUL = 20;

    private final ProbeLooks looks;
    private final Recreations recreations;
    private final EngineCalls engine;

    @Scheduled(fixedDelayString = "PT30S")
    void look() {
        looks.lookAtClaimed(HANDFUL);
        engine.openTasks("recheckTarget", HANDFUL)
                .forEach((number, since) -> looks.lookAt(recreations.watched(number), since));
    }
}
