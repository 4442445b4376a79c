package org.duenotice.demo;

import com.icegreen.greenmail.util.GreenMail;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.process.identity.DemoLogins;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The last lines of the console: where everything is and who can log in. */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoWelcome {

    private final ServletWebServerApplicationContext web;
    private final Optional<GreenMail> mail;

    @EventListener(ApplicationReadyEvent.class)
    void welcome() {
        var here = "http://localhost:" + web.getWebServer().getPort();
        var logins = DemoLogins.GROUP_BY_LOGIN.entrySet().stream()
                .map(login -> "    %-14s %s".formatted(login.getKey(), login.getValue()))
                .collect(Collectors.joining("\n"));
        System.out.println(
                """

                DueNotice is ready (demo).

                  Tasklist   %1$s/camunda/app/tasklist/
                  Cockpit    %1$s/camunda/app/cockpit/     (manager1)
                  Admin      %1$s/camunda/app/admin/
                  API        %1$s/api/docs
                  Mailbox    %1$s/demo/mailbox%2$s

                  Logins, each with its name as password:
                %3$s
                """
                        .formatted(here, mail.map(DemoWelcome::ports).orElse(""), logins));
    }

    private static String ports(GreenMail mail) {
        return "             (SMTP %d, IMAP %d)"
                .formatted(mail.getSmtp().getPort(), mail.getImap().getPort());
    }
}
