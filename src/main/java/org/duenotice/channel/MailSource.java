package org.duenotice.channel;

/**
 * An inbox that can be read.
 *
 * @param protocol imap, or imaps for one inside TLS
 */
public record MailSource(String protocol, String host, int port, String user, String password, String folder) {

    /** Says where, never the password. */
    @Override
    public String toString() {
        return "%s://%s:%d/%s of %s".formatted(protocol, host, port, folder, user);
    }
}
