package org.duenotice.demo;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the demo's mail server has received, with the letters to open. */
@Controller
@Profile("demo")
@ConditionalOnBean(GreenMail.class)
class MailboxPage {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(ZoneId.of("Asia/Almaty"));

    private final GreenMail mail;

    MailboxPage(GreenMail mail) {
        this.mail = mail;
    }

    /** A received message; {@code no} counts from 1 in the order of arrival. */
    public record Received(int no, String at, String to, String subject, String text) {}

    @GetMapping("/demo/mailbox")
    String mailbox(Model model) throws MessagingException, IOException {
        var received = new ArrayList<Received>();
        for (var message : mail.getReceivedMessages()) {
            received.add(0, received(received.size() + 1, message));
        }
        model.addAttribute("received", received);
        return "mailbox";
    }

    private static Received received(int no, MimeMessage message) throws MessagingException, IOException {
        return new Received(
                no,
                message.getSentDate() == null
                        ? ""
                        : MOMENT.format(message.getSentDate().toInstant()),
                message.getAllRecipients()[0].toString(),
                message.getSubject(),
                parts(message).stream()
                        .filter(part -> !isPdf(part))
                        .map(MailboxPage::text)
                        .findFirst()
                        .orElse(""));
    }

    @GetMapping("/demo/mailbox/{no}/letter")
    ResponseEntity<byte[]> letter(@PathVariable int no) throws MessagingException, IOException {
        var messages = mail.getReceivedMessages();
        if (no < 1 || no > messages.length) {
            return ResponseEntity.notFound().build();
        }
        for (var part : parts(messages[no - 1])) {
            if (isPdf(part)) {
                return ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .body(part.getInputStream().readAllBytes());
            }
        }
        return ResponseEntity.notFound().build();
    }

    private static List<BodyPart> parts(MimeMessage message) throws MessagingException, IOException {
        var parts = new ArrayList<BodyPart>();
        if (message.getContent() instanceof Multipart multipart) {
            collect(multipart, parts);
        }
        return parts;
    }

    private static void collect(Multipart multipart, List<BodyPart> parts) throws MessagingException, IOException {
        for (var i = 0; i < multipart.getCount(); i++) {
            var part = multipart.getBodyPart(i);
            if (part.getContent() instanceof Multipart inner) {
                collect(inner, parts);
            } else {
                parts.add(part);
            }
        }
    }

    private static boolean isPdf(BodyPart part) {
        try {
            return part.isMimeType("application/pdf");
        } catch (MessagingException e) {
            return false;
        }
    }

    private static String text(BodyPart part) {
        try {
            return String.valueOf(part.getContent());
        } catch (MessagingException | IOException e) {
            return "";
        }
    }
}
