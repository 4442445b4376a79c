package org.duenotice.process.restoration;

import static org.duenotice.process.Completion.number;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.restoration.Found;
import org.duenotice.restoration.Looks;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.restoration.Undoings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of restoration in diagram order. */
@Configuration(proxyBeanMethods = false)
class RestorationTasks {

    /** What an officer says to a restoration that was proposed. */
    enum OrderChoice {
        ORDER,
        KEEP
    }

    /** What a person finds: as the restoration wants it, or not. */
    private enum Seen {
        AS_WANTED,
        NOT_YET,
        CONTENT_NOT_THERE
    }

    private static final Map<String, Seen> EXCEPTIONS = Map.of(
            "asWantedTargets", Seen.AS_WANTED,
            "notYetTargets", Seen.NOT_YET,
            "notThereTargets", Seen.CONTENT_NOT_THERE);

    @Bean
    Completion orderRestorationCompleted(Restorations restorations) {
        return (task, input, person) -> {
            var choice = input.oneOf("orderChoice", OrderChoice.class);
            if (choice == OrderChoice.ORDER) {
                restorations.confirm(number(task), input.requiredText("reasons"), person);
            } else {
                restorations.keep(number(task), input.requiredText("reasons"), person);
            }
            ProcessVariable.set(task, RestorationProcess.ORDER_CHOICE, choice);
        };
    }

    @Bean
    JavaDelegate recordOrderBreach(Restorations restorations) {
        return execution -> restorations.overdue(execution.getProcessBusinessKey());
    }

    /** In a transaction of its own: it waits for whoever answers, sends or decides at this moment. */
    @Bean
    JavaDelegate prepareUndoing(Undoings undoings, Looks looks) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            var parts = undoings.begin(number);
            ProcessVariable.setNumbers(execution, RestorationProcess.LETTER_NUMBERS, parts.letters());
            ProcessVariable.setNumbers(execution, RestorationProcess.ORDER_NUMBERS, parts.orders());
            RestorationProcess.LOOK_WANTED.set(execution, looks.isWanted(number));
        };
    }

    @Bean
    JavaDelegate openLook(Looks looks) {
        return execution -> {
            RestorationProcess.LOOK_PRIORITY.set(execution, RestorationProcess.USUAL);
            ProcessVariable.set(
                    execution, RestorationProcess.LOOK_DUE_AT, looks.await(execution.getProcessBusinessKey()));
        };
    }

    @Bean
    Completion verifyRestorationCompleted(Looks looks, Restorations restorations) {
        return (task, input, person) -> RestorationProcess.ACCESS_IS_BACK.set(
                task,
                looks.record(
                        number(task),
                        found(input, looks, restorations.byNumber(number(task)).kind(), number(task)),
                        input.text("remarks"),
                        person));
    }

    /** What was found holds for each target that no list names. */
    private static Map<Integer, Found> found(Input input, Looks looks, RestorationKind kind, String number) {
        var forAll = input.oneOf("foundForAll", Seen.class);
        var byNo = new TreeMap<Integer, Found>();
        looks.wanted(number).stream().map(CaseTarget::no).forEach(no -> byNo.put(no, of(forAll, kind)));
        var named = new java.util.HashSet<Integer>();
        EXCEPTIONS.forEach((field, seen) -> input.numbers(field).forEach(no -> {
            if (!named.add(no) || byNo.put(no, of(seen, kind)) == null) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        return byNo;
    }

    private static Found of(Seen seen, RestorationKind kind) {
        var again = kind == RestorationKind.RESUMPTION;
        return switch (seen) {
            case AS_WANTED -> again ? Found.RESTRICTED_AGAIN : Found.BACK;
            case NOT_YET -> again ? Found.STILL_OPEN : Found.STILL_RESTRICTED;
            case CONTENT_NOT_THERE -> Found.CONTENT_NOT_THERE;
        };
    }

    @Bean
    JavaDelegate recordLookBreach(Looks looks, EngineCalls engine) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            if (looks.overdue(number)) {
                RestorationProcess.LOOK_PRIORITY.set(execution, RestorationProcess.OVERDUE);
                engine.prioritise("verifyRestoration", number, Integer.parseInt(RestorationProcess.OVERDUE));
            }
        };
    }

    @Bean
    JavaDelegate closeRestoration(Looks looks) {
        return execution -> looks.finish(execution.getProcessBusinessKey());
    }

    @Bean
    TaskClock restorationClock() {
        return new TaskClock(
                "restoration",
                Pattern.compile("(RS-.*)/order"),
                "orderRestoration",
                "orderOverdue",
                RestorationProcess.RESTORATION_DUE_AT.name());
    }

    @Bean
    TaskClock restorationLookClock() {
        return new TaskClock(
                "restoration",
                Pattern.compile("(RS-.*)/look"),
                "verifyRestoration",
                "lookOverdue",
                RestorationProcess.LOOK_DUE_AT.name());
    }
}
