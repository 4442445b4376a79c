package org.duenotice.process;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.appeal.AppellantMails;
import org.duenotice.notice.InboundMails;
import org.springframework.stereotype.Component;

/** The facts of a mail that a person is to match. */
@Component
@RequiredArgsConstructor
class MailFacts {

    private final InboundMails mails;
    private final AppellantMails appellants;
    private final Shown shown;

    Map<String, Object> of(String number) {
        var mail = mails.byNumber(number);
        return Map.of(
                "mail",
                Map.of(
                        "number", number,
                        "sender", mail.sender(),
                        "recipients", mail.recipients(),
                        "subject", mail.subject(),
                        "receivedAt", shown.moment(mail.receivedAt()),
                        "text", mail.body(),
                        "named", mails.named(mail),
                        "appeal", appellants.named(mail).map(Appeal::number).orElse("")));
    }
}
