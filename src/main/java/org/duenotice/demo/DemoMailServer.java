package org.duenotice.demo;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import lombok.extern.slf4j.Slf4j;

/** The mail server that stands for those of the platforms: takes every letter, gives none away, forgets them when it stops. */
@Slf4j
class DemoMailServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final GreenMail server;

    DemoMailServer(DemoMailSettings settings) {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(free(settings.smtpPort()), HOST, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(free(settings.imapPort()), HOST, ServerSetup.PROTOCOL_IMAP)
        });
        server.withConfiguration(
                GreenMailConfiguration.aConfig().withDisabledAuthentication().withSieveIgnoreDetail());
        server.start();
        server.getUserManager().setMessageDeliveryHandler((message, address) -> ownerOf(address.getEmail()));
        sayOther("SMTP", settings.smtpPort(), smtpPort());
        sayOther("IMAP", settings.imapPort(), imapPort());
    }

    /** An address with a plus sign belongs to the mailbox before it (RFC 5233); every mailbox that is written to exists. */
    private GreenMailUser ownerOf(String address) throws UserException {
        var mailbox = address.replaceFirst("\\+[^@]*@", "@");
        var known = server.getUserManager().getUserByEmail(mailbox);
        return known != null ? known : server.getUserManager().createUser(mailbox, mailbox, mailbox);
    }

    /** The port, or 0, which stands for any that is free, when somebody listens there already. */
    private static int free(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return probe.isBound() ? port : 0;
        } catch (IOException e) {
            log.debug("Port {} cannot be used", port, e);
            return 0;
        }
    }

    private static void sayOther(String protocol, int wanted, int taken) {
        if (wanted != taken && wanted != 0) {
            log.warn("Port {} is in use: the demo's mail server speaks {} on port {}", wanted, protocol, taken);
        }
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
    }
}
