package org.duenotice.process.platformanswer;

import static org.duenotice.process.Completion.number;
import static org.duenotice.process.platformnotice.PlatformNoticeProcess.LETTER_NUMBER;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Letters;
import org.duenotice.notice.NoticeItem;
import org.duenotice.notice.Notices;
import org.duenotice.notice.RefusalGround;
import org.duenotice.notice.Terms;
import org.duenotice.process.Completion;
import org.duenotice.process.DecisionInput;
import org.duenotice.process.Input;
import org.duenotice.process.NoticeSla;
import org.duenotice.process.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of platform-answer in diagram order. */
@Configuration(proxyBeanMethods = false)
class PlatformAnswerTasks {

    private static final String PER_TARGET = "PER_TARGET";

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
    ExecutionListener decideTermDecided(Terms terms, Answers answers) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            var term = terms.start(notice, DecisionInput.answer(execution).text("deadlineRule"));
            ProcessVariable.set(execution, PlatformAnswerProcess.ANSWER_DUE_AT, term.answerDueAt());
            ProcessVariable.set(execution, PlatformAnswerProcess.REMINDER_DUE_AT, term.reminderDueAt());
            PlatformAnswerProcess.ANSWER_THERE.set(execution, answers.isWaiting(notice));
        };
    }

    @Bean
    Completion recordAnswerCompleted(Answers answers, Notices notices, Clock clock) {
        return (task, input, person) -> answers.register(new Answers.NewAnswer(
                number(task),
                Answers.Channel.FORM,
                input.text("platformReference"),
                itemAnswers(input, notices.items(notices.byNumber(number(task)).id())),
                Optional.ofNullable(input.moment("answeredAt")).orElseGet(clock::instant),
                input.text("remarks"),
                person));
    }

    private static List<Answers.ItemAnswer> itemAnswers(Input input, List<NoticeItem> items) {
        if (!input.requiredText("answerForAll").equals(PER_TARGET)) {
            var outcome = input.oneOf("answerForAll", ItemOutcome.class);
            var ground =
                    outcome == ItemOutcome.REFUSED ? input.optionalOneOf("refusalGround", RefusalGround.class) : null;
            return items.stream()
                    .map(item -> new Answers.ItemAnswer(item.no(), outcome, ground))
                    .toList();
        }
        return input.rows("targetAnswers").stream()
                .filter(row -> row.optionalOneOf("outcome", ItemOutcome.class) != null)
                .filter(row -> row.oneOf("outcome", ItemOutcome.class) != ItemOutcome.PENDING)
                .map(row -> new Answers.ItemAnswer(
                        row.number("no"),
                        row.oneOf("outcome", ItemOutcome.class),
                        row.oneOf("outcome", ItemOutcome.class) == ItemOutcome.REFUSED
                                ? row.optionalOneOf("ground", RefusalGround.class)
                                : null))
                .toList();
    }

    @Bean
    JavaDelegate composeReminder(Letters letters) {
        return execution -> LETTER_NUMBER.set(
                execution, letters.compose(execution.getProcessBusinessKey(), LetterKind.REMINDER, null));
    }

    @Bean
    JavaDelegate recordBreach(Terms terms) {
        return execution -> {
            terms.breached(execution.getProcessBusinessKey());
            PlatformAnswerProcess.SETTLED.set(execution, false);
        };
    }

    @Bean
    JavaDelegate assessAnswer(Answers answers, Notices notices) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            PlatformAnswerProcess.REMOVAL_CLAIMED.set(execution, answers.assess(notice));
            PlatformAnswerProcess.SETTLED.set(execution, notices.isSettled(notice));
        };
    }

    @Bean
    Completion verifyOutcomeCompleted(Answers answers, Notices notices) {
        return (task, input, person) -> {
            answers.verify(number(task), looks(input, notices, number(task)), input.text("remarks"), person);
            PlatformAnswerProcess.SETTLED.set(task, notices.isSettled(number(task)));
        };
    }

    private static List<Answers.Look> looks(Input input, Notices notices, String notice) {
        if (!input.requiredText("verifyForAll").equals(PER_TARGET)) {
            var confirmed = input.oneOf("verifyForAll", Found.class) == Found.CONFIRMED;
            return notices.items(notices.byNumber(notice).id()).stream()
                    .filter(NoticeItem::awaitsVerification)
                    .map(item -> new Answers.Look(item.no(), confirmed))
                    .toList();
        }
        return input.rows("targetVerifications").stream()
                .map(row -> new Answers.Look(row.number("no"), row.oneOf("verified", Found.class) == Found.CONFIRMED))
                .toList();
    }
}
