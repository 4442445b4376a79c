package org.duenotice.process.appealregistration;

import java.time.Instant;
import java.util.Locale;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.Appeals;
import org.duenotice.appeal.Filings;
import org.duenotice.calendar.WallTime;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The task of appeal-registration, the form by which an appeal that came by letter or mail is recorded in Tasklist. */
@Configuration(proxyBeanMethods = false)
class AppealRegistrationTasks {

    private enum PaperWay {
        LETTER,
        MAIL
    }

    private enum Language {
        KK,
        RU,
        EN
    }

    @Bean
    JavaDelegate recordAppeal(Filings filings, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "appeal-registration");
            }
            var input = Input.of(execution);
            var receipt = filings.register(
                    filing(input),
                    Appeals.Way.valueOf(input.oneOf("way", PaperWay.class).name()),
                    received(input),
                    authentication.getUserId());
            // the appeal's own process has its number; two instances of one number would be two tasks of one number
            execution.setProcessBusinessKey("registration/" + receipt.number());
        };
    }

    /** The beginning of that day: terms in days count from its end in any case. */
    private static Instant received(Input input) {
        var day = input.day("receivedDate");
        return day == null ? null : WallTime.at(day.atStartOfDay());
    }

    private static Filings.Filing filing(Input input) {
        return new Filings.Filing(
                input.oneOf("appellant", Appeals.Appellant.class),
                input.requiredText("contested"),
                input.requiredText("grounds"),
                input.requiredText("demands"),
                input.text("evidence"),
                input.day("learnedDate"),
                input.requiredText("appellantName"),
                input.requiredText("appellantContact"),
                input.text("appellantMail"),
                input.text("representative"),
                true,
                input.oneOf("language", Language.class).name().toLowerCase(Locale.ROOT));
    }
}
