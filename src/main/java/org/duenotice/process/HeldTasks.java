package org.duenotice.process;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.duenotice.notice.Notices;
import org.duenotice.problem.Problem;
import org.duenotice.web.Problems;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Completes tasks of a notice with the notice held, so that a person, a timer and an answer from outside come one after the other,
 * and whoever comes second sees what the first one did.
 */
@Component
@RequiredArgsConstructor
class HeldTasks {

    private static final Pattern NOTICE = Pattern.compile("N-\\d+-\\d+");
    private static final int TRIES = 3;

    private final EngineCalls engine;
    private final Notices notices;
    private final List<OvertakenTask> overtaken;
    private final TransactionTemplate transaction;

    <T> T complete(String taskId, Map<String, Object> entered, Supplier<T> work, T nothing) {
        var known = engine.taskEver(taskId);
        if (known.isEmpty() || !NOTICE.matcher(known.get().number()).matches()) {
            return again(() -> {
                if (!engine.isOpen(taskId)) {
                    throw Problem.conflict("task.gone");
                }
                return work.get();
            });
        }
        var task = known.get();
        return again(() -> transaction.execute(status -> {
            notices.locked(task.number());
            if (engine.isOpen(taskId)) {
                return work.get();
            }
            overtaken.stream()
                    .filter(one -> one.task().equals(task.key()))
                    .findFirst()
                    .orElseThrow(() -> Problem.conflict(Problems.CONCURRENT_CHANGE))
                    .keep(task.number(), Input.entered(entered));
            return nothing;
        }));
    }

    /** Somebody who claims the task, or a timer that falls due at this moment, is no reason to lose what was entered. */
    private static <T> T again(Supplier<T> work) {
        for (var left = TRIES - 1; left > 0 && !TransactionSynchronizationManager.isActualTransactionActive(); left--) {
            try {
                return work.get();
            } catch (OptimisticLockingException changedMeanwhile) {
                // nothing was kept; the engine reads anew
            }
        }
        return work.get();
    }
}
