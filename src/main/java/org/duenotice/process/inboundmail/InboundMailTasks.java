package org.duenotice.process.inboundmail;

import static org.duenotice.process.Completion.number;

import java.util.Locale;
import org.duenotice.appeal.Appeals;
import org.duenotice.appeal.AppellantMails;
import org.duenotice.appeal.Filings;
import org.duenotice.notice.InboundMails;
import org.duenotice.process.Completion;
import org.duenotice.process.Input;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task of inbound-mail. */
@Configuration(proxyBeanMethods = false)
class InboundMailTasks {

    private enum Choice {
        MATCH,
        APPEAL,
        NEW_APPEAL,
        SET_ASIDE
    }

    private enum Language {
        KK,
        RU,
        EN
    }

    @Bean
    Completion matchMailCompleted(InboundMails mails, AppellantMails appellants) {
        return (task, input, person) -> {
            var choice = input.oneOf("choice", Choice.class);
            var reasons = input.requiredText("reasons");
            switch (choice) {
                case MATCH -> mails.match(number(task), input.requiredText("noticeNumber"), reasons, person);
                case APPEAL -> appellants.match(number(task), input.requiredText("appealNumber"), reasons, person);
                case NEW_APPEAL ->
                    appellants.file(
                            number(task),
                            filing(input, mails.byNumber(number(task)).sender()),
                            reasons,
                            person);
                case SET_ASIDE -> mails.setAside(number(task), reasons, person);
            }
            InboundMailProcess.MATCHED.set(task, choice != Choice.SET_ASIDE);
        };
    }

    private static Filings.Filing filing(Input input, String sender) {
        return new Filings.Filing(
                input.oneOf("appellant", Appeals.Appellant.class),
                input.requiredText("contested"),
                input.requiredText("grounds"),
                input.requiredText("demands"),
                "",
                input.day("learnedDate"),
                input.requiredText("appellantName"),
                input.text("appellantContact").isEmpty() ? sender : input.text("appellantContact"),
                sender,
                input.text("representative"),
                true,
                input.oneOf("language", Language.class).name().toLowerCase(Locale.ROOT));
    }
}
