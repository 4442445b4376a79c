package org.duenotice.process.recreationwatch;

import static org.duenotice.process.Completion.number;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.lostground.GoneContent;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.recreation.Recreations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of recreation-watch in diagram order. */
@Configuration(proxyBeanMethods = false)
class RecreationWatchTasks {

    private enum Found {
        GONE,
        SEEN_AGAIN
    }

    @Bean
    JavaDelegate planRecheck(Recreations recreations) {
        return execution -> {
            var due = recreations.plan(execution.getProcessBusinessKey());
            RecreationWatchProcess.WATCHING.set(execution, due.isPresent());
            due.ifPresent(at -> ProcessVariable.set(execution, RecreationWatchProcess.RECHECK_DUE_AT, at));
        };
    }

    /** What was found holds for each watched target but the excepted ones, for which the opposite is true. */
    @Bean
    Completion recheckTargetCompleted(Recreations recreations, GoneContent goneContent) {
        return (task, input, person) -> {
            var seen = input.oneOf("recheckForAll", Found.class) == Found.SEEN_AGAIN;
            var except = input.numbers("exceptTargets");
            var watched = recreations.watched(number(task));
            if (!watched.stream().map(target -> target.no()).toList().containsAll(except)) {
                throw Problem.invalid("input.choices", "exceptTargets");
            }
            var looks = watched.stream()
                    .map(target -> new Recreations.Look(target.no(), seen != except.contains(target.no())))
                    .toList();
            var gone = input.numbers("contentGoneTargets");
            var stillGone = looks.stream()
                    .filter(look -> !look.seen())
                    .map(Recreations.Look::no)
                    .toList();
            if (!stillGone.containsAll(gone)) {
                throw Problem.invalid("input.choices", "contentGoneTargets");
            }
            RecreationWatchProcess.SEEN_AGAIN.set(
                    task, recreations.looked(number(task), looks, input.text("remarks"), person));
            if (!gone.isEmpty()) {
                goneContent.report(
                        new GoneContent.Report(number(task), gone, GoneContent.Way.SEEN, input.requiredText("remarks")),
                        person);
            }
        };
    }

    @Bean
    JavaDelegate openLinkedCase(Recreations recreations) {
        return execution -> recreations.openLinked(execution.getProcessBusinessKey());
    }
}
