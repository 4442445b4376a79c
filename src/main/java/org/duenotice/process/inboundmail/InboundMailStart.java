package org.duenotice.process.inboundmail;

import lombok.RequiredArgsConstructor;
import org.duenotice.notice.MailUnmatched;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts a mail that could not be matched before a person, in the transaction that stored it. */
@Component
@RequiredArgsConstructor
class InboundMailStart {

    private final EngineCalls engine;

    @EventListener
    void start(MailUnmatched mail) {
        engine.start(InboundMailProcess.UNMATCHED, mail.mailNumber());
    }
}
