package org.duenotice.notice;

import lombok.RequiredArgsConstructor;
import org.duenotice.channel.Inbox;
import org.duenotice.database.Turns;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the inbox from time to time, one copy of the application at a time. */
@Component
@RequiredArgsConstructor
public class InboxReader {

    private final Inbox inbox;
    private final InboundMails mails;
    private final Turns turns;
    private final TransactionTemplate transaction;

    @Scheduled(
            initialDelayString = "${duenotice.channel.inbox.every}",
            fixedDelayString = "${duenotice.channel.inbox.every}")
    public void read() {
        if (inbox.isConfigured()) {
            transaction.executeWithoutResult(status -> {
                turns.take("inbox");
                inbox.read(mails::take);
            });
        }
    }
}
