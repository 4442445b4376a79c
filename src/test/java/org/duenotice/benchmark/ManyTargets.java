package org.duenotice.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One decision on many targets in one step of a person, against one SQL update of as many rows and one task of the engine in one
 * transaction.
 */
@RequiredArgsConstructor
final class ManyTargets {

    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final String ONE_TASK = "bare-one-task";
    private static final String MARK = "8201";

    private final People people;
    private final Detections detections;
    private final WaitingNotices waiting;
    private final RuntimeService runtime;
    private final TaskService bareTasks;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final int targets;

    static void deploy(RepositoryService repository) {
        repository
                .createDeployment()
                .addModelInstance(
                        ONE_TASK + ".bpmn",
                        Bpmn.createExecutableProcess(ONE_TASK)
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .userTask("decide")
                                .camundaCandidateGroups("approvers")
                                .endEvent()
                                .done())
                .deploy();
    }

    void run() throws Exception {
        waiting.insert(MARK, 2 * (WARM_UP + ROUNDS) + 1, targets);
        System.out.printf("%ndecision on %d targets, median of %d, ms%n", targets, ROUNDS);
        compare("approve a qualification that closes all", this::approval);
        compare("record an answer for all", this::answer);
        compare("verify all", this::verification);
    }

    /** Both in turn, so that what else the machine does favours neither. */
    private void compare(String what, Prepared prepared) throws Exception {
        var ours = new ArrayList<Double>();
        var base = new ArrayList<Double>();
        for (var n = 1; n <= WARM_UP + ROUNDS; n++) {
            var ourTime = time(prepared.act(n));
            var baseTime = time(base(what + n));
            if (n > WARM_UP) {
                ours.add(ourTime);
                base.add(baseTime);
            }
        }
        System.out.printf(
                "  %-42s %8.1f   one update and one task %8.1f   %5.1f times%n",
                what, median(ours), median(base), median(ours) / median(base));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static double time(Callable<Boolean> act) throws Exception {
        var start = System.nanoTime();
        if (!act.call()) {
            throw new IllegalStateException("No task");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private Callable<Boolean> base(String number) {
        runtime.startProcessInstanceByKey(ONE_TASK, number);
        return () -> transaction.execute(status -> {
            sql.sql("update notice_item set ground = ground where notice_id ="
                            + " (select id from notice where number = ?)")
                    .param("N-" + MARK + "-" + (2 * (WARM_UP + ROUNDS) + 1))
                    .update();
            var task = bareTasks
                    .createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .singleResult();
            bareTasks.complete(task.getId());
            return true;
        });
    }

    @FunctionalInterface
    private interface Prepared {
        Callable<Boolean> act(int number) throws Exception;
    }

    private Callable<Boolean> approval(int n) {
        var addresses = Stream.iterate(1, no -> no + 1)
                .limit(targets)
                .map(no -> "https://t.me/demo_pyramid_decision/%d%04d".formatted(n, no))
                .toList();
        var number = people.as(
                        "caseworker1",
                        () -> detections.report(new Detections.Report(
                                "FINANCIAL_PYRAMID",
                                "Many at once",
                                Source.OWN_MONITORING,
                                null,
                                addresses,
                                "caseworker1")))
                .number();
        people.complete(
                "caseworker1",
                "captureEvidence",
                number,
                Map.of("captureOutcome", "NOT_OBTAINABLE", "captureRemarks", "Gone"));
        people.complete(
                "caseworker1",
                "prepareQualification",
                number,
                Map.of("proposal", "CLOSE", "closing", "ALREADY_UNAVAILABLE", "reasons", "Looked at every one"));
        return () -> people.complete("approver1", "approveQualification", number, Map.of("decision", "APPROVE"));
    }

    private Callable<Boolean> answer(int n) {
        var notice = "N-" + MARK + "-" + n;
        startAtTheWait(notice);
        return () -> people.complete("liaison1", "recordAnswer", notice, Map.of("answerForAll", "REMOVED"));
    }

    private Callable<Boolean> verification(int n) {
        var notice = "N-" + MARK + "-" + (WARM_UP + ROUNDS + n);
        startAtTheWait(notice);
        people.complete("liaison1", "recordAnswer", notice, Map.of("answerForAll", "REMOVED"));
        return () -> people.complete(
                "caseworker2",
                "verifyOutcome",
                notice,
                Map.of(
                        "verifyForAll",
                        "CONFIRMED",
                        "exceptTargets",
                        List.of("1"),
                        "noCaptureReason",
                        "The page answers 404"));
    }

    private void startAtTheWait(String notice) {
        runtime.createProcessInstanceByKey("platform-notice")
                .businessKey(notice)
                .startBeforeActivity("awaitAnswer")
                .execute();
    }
}
