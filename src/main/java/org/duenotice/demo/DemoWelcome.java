package org.duenotice.demo;

import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.process.identity.DemoLogins;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The last lines of the console: where everything is and who can log in. */
@DemoOnly
@Component
@RequiredArgsConstructor
class DemoWelcome {

    private final ServletWebServerApplicationContext web;
    private final Optional<DemoMailServer> mail;

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
                %2$s
                  Logins, each with its name as password:
                %3$s
                """
                        .formatted(
                                here, mail.map(server -> mailbox(here, server)).orElse(""), logins));
    }

    private static String mailbox(String here, DemoMailServer server) {
        return "  Mailbox    %s/demo/mailbox             (SMTP %d, IMAP %d)%n"
                .formatted(here, server.smtpPort(), server.imapPort());
    }
}
