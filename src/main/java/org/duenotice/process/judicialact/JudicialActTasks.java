package org.duenotice.process.judicialact;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.intake.TargetLists;
import org.duenotice.judicialact.ActDecisions;
import org.duenotice.judicialact.ActViews;
import org.duenotice.judicialact.EnteredAct;
import org.duenotice.judicialact.IncomingActs;
import org.duenotice.problem.Problem;
import org.duenotice.process.ClockInProcess;
import org.duenotice.process.Completion;
import org.duenotice.process.Input;
import org.duenotice.process.NoticeSla;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.SecondPerson;
import org.duenotice.process.TaskClock;
import org.duenotice.qualification.ProtectedKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of judicial-act in diagram order. */
@Configuration(proxyBeanMethods = false)
class JudicialActTasks {

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,5}([,;\\s]+\\d{1,5})*");

    private enum Word {
        APPROVE,
        RETURN
    }

    private enum Correction {
        SUBMIT,
        WITHDRAW
    }

    @Bean
    JavaDelegate recordAct(IncomingActs acts, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "judicial-act");
            }
            execution.setProcessBusinessKey(acts.record(entered(Input.of(execution)), authentication.getUserId()));
        };
    }

    private static EnteredAct entered(Input input) {
        var lines = input.lines("addresses");
        var listed = IntStream.range(0, lines.size())
                .filter(place -> !lines.get(place).isBlank())
                .mapToObj(place ->
                        new TargetLists.Line(place + 1, lines.get(place).strip()))
                .toList();
        return new EnteredAct(
                input.requiredText("actNumber"),
                input.day("actDate"),
                input.requiredText("court"),
                input.day("inForceSince"),
                null,
                input.requiredText("operativePart"),
                input.requiredText("actSource"),
                input.flag("verified"),
                input.requiredText("category"),
                input.text("legalBasis"),
                input.requiredText("reasonsRu"),
                input.requiredText("reasonsKk"),
                listed);
    }

    @Bean
    JavaDelegate prepareDrafts(IncomingActs acts, ActViews views, NoticeSla sla) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            var due = acts.draft(number, sla::ruleOfFirstNotice);
            ProcessVariable.set(execution, JudicialActProcess.APPROVAL_DUE_AT, due);
            FIRST_PERSON.set(execution, views.get(number).preparedBy());
        };
    }

    @Bean
    Completion approveActCompleted(ActDecisions decisions) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var word = input.oneOf("decision", Word.class);
            if (word == Word.APPROVE) {
                var kind = input.optionalOneOf("protectedExpression", ProtectedKind.class);
                var lines = kind == null ? Set.<Integer>of() : numbers(input.text("protectedLines"));
                decisions.approve(number(task), new ActDecisions.Protected(lines, kind), input.text("remarks"), person);
            } else {
                decisions.sendBack(number(task), input.text("remarks"), person);
            }
            ProcessVariable.set(task, JudicialActProcess.ACT_OUTCOME, word);
        };
    }

    private static Set<Integer> numbers(String text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        if (!NUMBERS.matcher(text).matches()) {
            throw Problem.invalid("input.choices", "protectedLines");
        }
        return Arrays.stream(text.split("[,;\\s]+"))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Bean
    Completion correctActCompleted(IncomingActs acts) {
        return (task, input, person) -> {
            var correction = input.oneOf("actCorrection", Correction.class);
            if (correction == Correction.SUBMIT) {
                acts.amend(number(task), entered(input), person);
            } else {
                acts.withdraw(number(task), input.requiredText("remarks"), person);
            }
            ProcessVariable.set(task, JudicialActProcess.ACT_CORRECTION, correction);
        };
    }

    @Bean
    ClockInProcess approvalOfAnAct() {
        return new TaskClock("judicial-act", Pattern.compile("(RC-.*)"), "approveAct", null, "approvalDueAt");
    }
}
