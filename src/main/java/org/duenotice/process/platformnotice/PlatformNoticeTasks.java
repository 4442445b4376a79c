package org.duenotice.process.platformnotice;

import static org.duenotice.process.platformnotice.PlatformNoticeProcess.GATE_CHOICE;
import static org.duenotice.process.platformnotice.PlatformNoticeProcess.LETTER_NUMBER;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.notice.Gates.Choice;
import org.duenotice.notice.LetterKind;
import org.duenotice.notice.Letters;
import org.duenotice.notice.Notices;
import org.duenotice.operator.OrderIssues;
import org.duenotice.process.NoticeSla;
import org.duenotice.process.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of platform-notice in diagram order. */
@Configuration(proxyBeanMethods = false)
class PlatformNoticeTasks {

    @Bean
    JavaDelegate composeLetter(Letters letters, NoticeSla sla) {
        return execution -> {
            var notice = execution.getProcessBusinessKey();
            var kind = kind(GATE_CHOICE.in(execution));
            LETTER_NUMBER.set(execution, letters.compose(notice, kind, sla.rule(notice, kind)));
        };
    }

    private static LetterKind kind(String choice) {
        if (choice == null) {
            return LetterKind.NOTICE;
        }
        return switch (Choice.valueOf(choice)) {
            case SECOND_CONTACT -> LetterKind.SECOND_CONTACT;
            case FORMAL_ORDER -> LetterKind.FORMAL_ORDER;
            case NEW_TERM, ACCESS_RESTRICTION, ACCEPT_ARGUMENT, WITHDRAW -> LetterKind.NOTICE;
        };
    }

    @Bean
    JavaDelegate composeWithdrawal(Letters letters) {
        return execution -> LETTER_NUMBER.set(
                execution, letters.compose(execution.getProcessBusinessKey(), LetterKind.WITHDRAWAL, null));
    }

    @Bean
    JavaDelegate closeNotice(Notices notices) {
        return execution -> {
            var choice = GATE_CHOICE.in(execution);
            notices.close(
                    execution.getProcessBusinessKey(), Choice.WITHDRAW.name().equals(choice));
            PlatformNoticeProcess.ACCESS_RESTRICTION.set(
                    execution,
                    Choice.ACCESS_RESTRICTION.name().equals(choice)
                            && !notices.isSettled(execution.getProcessBusinessKey()));
        };
    }

    @Bean
    JavaDelegate prepareRestOrders(OrderIssues orders) {
        return execution -> ProcessVariable.setNumbers(
                execution, PlatformNoticeProcess.ORDER_NUMBERS, orders.issueForRest(execution.getProcessBusinessKey()));
    }
}
