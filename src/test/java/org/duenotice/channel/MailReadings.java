package org.duenotice.channel;

/** Lets other packages' tests read a message without a mail server. */
public final class MailReadings {

    private MailReadings() {}

    public static ArrivedMail of(byte[] raw) {
        return MailReading.of(raw);
    }
}
