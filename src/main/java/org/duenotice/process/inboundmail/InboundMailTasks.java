package org.duenotice.process.inboundmail;

import static org.duenotice.process.Completion.number;

import org.duenotice.notice.InboundMails;
import org.duenotice.process.Completion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task of inbound-mail. */
@Configuration(proxyBeanMethods = false)
class InboundMailTasks {

    private enum Choice {
        MATCH,
        SET_ASIDE
    }

    @Bean
    Completion matchMailCompleted(InboundMails mails) {
        return (task, input, person) -> {
            var belongs = input.oneOf("choice", Choice.class) == Choice.MATCH;
            if (belongs) {
                mails.match(number(task), input.requiredText("noticeNumber"), input.requiredText("reasons"), person);
            } else {
                mails.setAside(number(task), input.requiredText("reasons"), person);
            }
            InboundMailProcess.MATCHED.set(task, belongs);
        };
    }
}
