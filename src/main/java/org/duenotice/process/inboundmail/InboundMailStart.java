package org.duenotice.process.inboundmail;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppellantMails;
import org.duenotice.notice.MailUnmatched;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts a mail that belongs to no notice to its appeal, or before a person, in the transaction that stored it. */
@Component
@RequiredArgsConstructor
class InboundMailStart {

    private final EngineCalls engine;
    private final AppellantMails appellants;

    @EventListener
    void start(MailUnmatched mail) {
        if (!appellants.take(mail.mailNumber())) {
            engine.start(InboundMailProcess.UNMATCHED, mail.mailNumber());
        }
    }
}
