package org.duenotice.process.platformanswer;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.platformnotice.PlatformNoticeProcess.LETTER_NUMBER;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.duenotice.casefile.Cases;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Captures;
import org.duenotice.notice.Gates;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Letters;
import org.duenotice.notice.NoticeItem;
import org.duenotice.notice.Notices;
import org.duenotice.notice.RefusalGround;
import org.duenotice.notice.Terms;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.DecisionInput;
import org.duenotice.process.EngineCalls;
import org.duenotice.process.Input;
import org.duenotice.process.NoticeSla;
import org.duenotice.process.OvertakenTask;
import org.duenotice.process.ProcessVariable;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of platform-answer in diagram order. */
@Configuration(proxyBeanMethods = false)
class PlatformAnswerTasks {

    private static final Map<String, ItemOutcome> OUTCOME_BY_FIELD = Map.of(
            "removedTargets", ItemOutcome.REMOVED,
            "geoRestrictedTargets", ItemOutcome.GEO_RESTRICTED,
            "labelledTargets", ItemOutcome.LABELLED,
            "noActionTargets", ItemOutcome.NO_ACTION,
            "alreadyGoneTargets", ItemOutcome.ALREADY_GONE,
            "refusedTargets", ItemOutcome.REFUSED);

    private enum Found {
        CONFIRMED,
        STILL_THERE
    }

    @Bean
    ExecutionListener decideTermFacts(NoticeSla sla, Letters letters) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            sla.facts(notice, letters.lastAsking(notice))
                    .forEach((name, value) -> DecisionInput.set(execution, name, value));
        };
    }

    @Bean
    ExecutionListener decideTermDecided(Terms terms, Answers answers, Gates gates) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            var rule = DecisionInput.answer(execution).text("deadlineRule");
            begin(execution, gates.isSetAside(notice) ? terms.again(notice) : terms.start(notice, rule));
            PlatformAnswerProcess.ANSWER_PRIORITY.set(execution, PlatformAnswerProcess.USUAL);
            PlatformAnswerProcess.ANSWER_THERE.set(execution, answers.isWaiting(notice));
        };
    }

    private static void begin(VariableScope scope, Terms.Term term) {
        PlatformAnswerClock.variables(term).forEach(scope::setVariable);
    }

    /** Before the process waits again: the term as it stands, and whether an answer came in the meantime. */
    private static void waitAgain(VariableScope scope, String notice, Terms terms, Answers answers) {
        begin(scope, terms.again(notice));
        PlatformAnswerProcess.ANSWER_THERE.set(scope, answers.isWaiting(notice));
    }

    @Bean
    Completion recordAnswerCompleted(Answers answers, Notices notices, Clock clock) {
        return (task, input, person) -> answers.register(entered(number(task), input, notices, clock, person));
    }

    /** An answer that a person typed while a timer or another answer took the task away is kept all the same. */
    @Bean
    OvertakenTask recordAnswerOvertaken(Answers answers, Notices notices, Clock clock, CurrentPerson person) {
        return new OvertakenTask() {

            @Override
            public String task() {
                return "recordAnswer";
            }

            @Override
            public void keep(String number, Input input) {
                person.requireAny(Groups.LIAISONS);
                answers.receive(entered(number, input, notices, clock, person.id()));
            }
        };
    }

    private static Answers.NewAnswer entered(String notice, Input input, Notices notices, Clock clock, String person) {
        var kind = Optional.ofNullable(input.optionalOneOf("answerKind", Answers.Kind.class))
                .orElse(Answers.Kind.OUTCOME);
        return new Answers.NewAnswer(
                notice,
                Answers.Channel.FORM,
                kind,
                input.text("platformReference"),
                kind == Answers.Kind.OUTCOME
                        ? itemAnswers(
                                input, notices.items(notices.byNumber(notice).id()))
                        : List.of(),
                Optional.ofNullable(input.moment("answeredAt")).orElseGet(clock::instant),
                input.text("remarks"),
                person);
    }

    /** The answer for all holds for each open target that no list names; PENDING is no answer. */
    private static List<Answers.ItemAnswer> itemAnswers(Input input, List<NoticeItem> items) {
        var forAll = input.oneOf("answerForAll", ItemOutcome.class);
        var ground = input.optionalOneOf("refusalGround", RefusalGround.class);
        var byNo = new TreeMap<Integer, ItemOutcome>();
        var open = items.stream().filter(item -> !item.isSettled()).toList();
        (open.isEmpty() ? items : open).forEach(item -> byNo.put(item.no(), forAll));
        OUTCOME_BY_FIELD.forEach((field, outcome) -> input.numbers(field).forEach(no -> {
            if (byNo.put(no, outcome) != forAll) {
                throw Problem.invalid("input.choices", field);
            }
        }));
        return byNo.entrySet().stream()
                .filter(answer -> answer.getValue() != ItemOutcome.PENDING)
                .map(answer -> new Answers.ItemAnswer(
                        answer.getKey(), answer.getValue(), answer.getValue() == ItemOutcome.REFUSED ? ground : null))
                .toList();
    }

    @Bean
    JavaDelegate composeReminder(Letters letters, Terms terms) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            var wanted = terms.isReminderDue(notice) && letters.mayAsk(notice);
            PlatformAnswerProcess.REMINDER_WANTED.set(execution, wanted);
            if (wanted) {
                LETTER_NUMBER.set(execution, letters.compose(notice, LetterKind.REMINDER, null));
            }
        };
    }

    @Bean
    JavaDelegate recordWarning(Terms terms, EngineCalls engine) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            if (terms.warn(notice)) {
                PlatformAnswerProcess.ANSWER_PRIORITY.set(execution, PlatformAnswerProcess.WARNED);
                engine.prioritise("recordAnswer", notice, Integer.parseInt(PlatformAnswerProcess.WARNED));
            }
        };
    }

    @Bean
    JavaDelegate recordBounce(Terms terms) {
        return execution -> {
            terms.bounced(execution.getProcessBusinessKey());
            PlatformAnswerProcess.CLOCK_STATE.set(execution, "CANCELLED");
            PlatformAnswerProcess.SETTLED.set(execution, false);
        };
    }

    @Bean
    JavaDelegate recordBreach(Terms terms, Answers answers, Notices notices) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            var end = terms.runOut(notice);
            PlatformAnswerProcess.TERM_OVER.set(execution, end.over());
            PlatformAnswerProcess.SETTLED.set(execution, !end.isBreach() && notices.isSettled(notice));
            if (end.over()) {
                PlatformAnswerProcess.CLOCK_STATE.set(execution, end.clockState());
            } else {
                waitAgain(execution, notice, terms, answers);
            }
        };
    }

    @Bean
    JavaDelegate assessAnswer(Answers answers, Notices notices, Terms terms) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            var meaning = answers.assess(notice);
            ProcessVariable.set(execution, PlatformAnswerProcess.ANSWER_MEANING, meaning);
            waitAgain(execution, notice, terms, answers);
            PlatformAnswerProcess.REMOVAL_CLAIMED.set(execution, notices.isRemovalClaimed(notice));
            PlatformAnswerProcess.SETTLED.set(execution, notices.isSettled(notice));
        };
    }

    @Bean
    Completion answerClarificationCompleted(Answers answers, Terms terms) {
        return (task, input, person) -> {
            answers.clarify(number(task), input.requiredText("clarification"), person);
            waitAgain(task, number(task), terms, answers);
        };
    }

    @Bean
    Completion verifyOutcomeCompleted(Answers answers, Notices notices, Cases cases) {
        return (task, input, person) -> {
            cases.refuseHeld(notices.locked(number(task)).caseId());
            answers.verify(
                    number(task),
                    looks(input, notices, number(task)),
                    new Captures.Chosen(captures(input), input.text("noCaptureReason")),
                    input.text("remarks"),
                    person);
            PlatformAnswerProcess.SETTLED.set(task, notices.isSettled(number(task)));
            PlatformAnswerProcess.ANSWER_THERE.set(task, answers.isWaiting(number(task)));
        };
    }

    private static Set<UUID> captures(Input input) {
        try {
            return input.texts("captures").stream().map(UUID::fromString).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("input.choices", "captures");
        }
    }

    /** What was found holds for each claimed target but the excepted ones, for which the opposite is true. */
    private static List<Answers.Look> looks(Input input, Notices notices, String notice) {
        var confirmed = input.oneOf("verifyForAll", Found.class) == Found.CONFIRMED;
        var except = input.numbers("exceptTargets");
        var claimed = notices.items(notices.byNumber(notice).id()).stream()
                .filter(NoticeItem::awaitsVerification)
                .map(NoticeItem::no)
                .toList();
        if (!claimed.containsAll(except)) {
            throw Problem.invalid("input.choices", "exceptTargets");
        }
        return claimed.stream()
                .map(no -> new Answers.Look(no, confirmed != except.contains(no)))
                .toList();
    }
}
