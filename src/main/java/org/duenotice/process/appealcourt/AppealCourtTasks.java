package org.duenotice.process.appealcourt;

import static org.duenotice.process.Completion.number;

import java.util.Set;
import org.duenotice.appeal.CourtStages;
import org.duenotice.process.Completion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task of appeal-court. */
@Configuration(proxyBeanMethods = false)
class AppealCourtTasks {

    @Bean
    Completion recordCourtCompleted(CourtStages courts) {
        return (task, input, person) -> courts.judge(
                number(task),
                new CourtStages.Judgment(
                        input.oneOf("judgment", CourtStages.Outcome.class),
                        input.requiredText("judgmentNumber"),
                        input.day("judgmentDate"),
                        input.requiredText("operativePart"),
                        input.text("caseNumber"),
                        input.text("targets").isEmpty() ? Set.of() : input.numbersInWords("targets"),
                        input.flag("noMeasure"),
                        person));
    }
}
