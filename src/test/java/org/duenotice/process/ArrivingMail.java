package org.duenotice.process;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Somebody outside writes, over a real SMTP server. */
final class ArrivingMail {

    private ArrivingMail() {}

    static void send(GreenMail server, String recipient, String raw) {
        try {
            var properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty(
                    "mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
            properties.setProperty("mail.smtp.from", "envelope@somewhere.example");
            var session = Session.getInstance(properties);
            var message = new MimeMessage(
                    session,
                    new ByteArrayInputStream(raw.strip().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
            try (var transport = session.getTransport("smtp")) {
                transport.connect();
                transport.sendMessage(message, InternetAddress.parse(recipient));
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
