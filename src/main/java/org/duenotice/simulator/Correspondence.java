package org.duenotice.simulator;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** The mailboxes of the simulated platforms: reads the letters, as people there would, and replies by mail. */
final class Correspondence implements AutoCloseable {

    private static final Pattern LETTER = Pattern.compile("N-\\d{4}-\\d{6}/\\d+");
    private static final Pattern ROW =
            Pattern.compile("^\\s*(\\d{1,3})\\s+((?:https?://|tg://|[\\p{L}\\d-]+\\.)\\S+)", Pattern.MULTILINE);
    /** Words of a subject that say that no answer to the notice is asked for: a reminder, or a letter that undoes it or lets it stand. */
    private static final Pattern NO_QUESTION =
            Pattern.compile("reminder|withdraw|suspension|stands again", Pattern.CASE_INSENSITIVE);

    private final SimulatedPlatforms platforms;
    private final Map<String, String> platformByMailbox;
    private final Session session;
    private final ScheduledExecutorService postman = Executors.newSingleThreadScheduledExecutor();

    Correspondence(int smtpPort, int imapPort, Map<String, String> platformByMailbox, SimulatedPlatforms platforms) {
        this.platforms = platforms;
        this.platformByMailbox = new TreeMap<>(platformByMailbox);
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(smtpPort));
        settings.put("mail.imap.host", "127.0.0.1");
        settings.put("mail.imap.port", String.valueOf(imapPort));
        this.session = Session.getInstance(settings);
        postman.scheduleWithFixedDelay(this::look, 500, 500, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (var mailbox : platformByMailbox.keySet()) {
            try (var store = session.getStore("imap")) {
                store.connect("127.0.0.1", mailbox, mailbox);
                try (var inbox = store.getFolder("INBOX")) {
                    inbox.open(Folder.READ_WRITE);
                    for (var message : inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
                        // a copy, since the answer is given when the mailbox is closed again
                        read(mailbox, new MimeMessage((MimeMessage) message));
                        message.setFlag(Flags.Flag.SEEN, true);
                    }
                }
            } catch (MessagingException | IOException | RuntimeException e) {
                System.err.println("A simulated mailbox cannot be read: " + e);
            }
        }
    }

    private void read(String mailbox, Message message) throws MessagingException, IOException {
        var letter = LETTER.matcher(message.getSubject());
        if (!letter.find() || NO_QUESTION.matcher(message.getSubject()).find()) {
            return;
        }
        var number = letter.group();
        var received = new Received(
                platformByMailbox.get(mailbox),
                number.substring(0, number.indexOf('/')),
                number,
                !number.endsWith("/1"),
                asked(message));
        if (!platforms.take(received, replies(mailbox, message))) {
            bounce(mailbox, message);
        }
    }

    /** The numbered addresses of the letter, which stands in it once for each language. */
    private static List<Play.Asked> asked(Message message) throws MessagingException, IOException {
        var byNo = new TreeMap<Integer, Play.Asked>();
        for (var pdf : pdfs(message)) {
            try (var document = Loader.loadPDF(pdf)) {
                var text = new PDFTextStripper();
                text.setSortByPosition(true);
                var row = ROW.matcher(text.getText(document));
                while (row.find()) {
                    var no = Integer.parseInt(row.group(1));
                    byNo.putIfAbsent(no, new Play.Asked(no, row.group(2)));
                }
            }
        }
        return List.copyOf(byNo.values());
    }

    private static List<byte[]> pdfs(Part part) throws MessagingException, IOException {
        var found = new ArrayList<byte[]>();
        if (part.isMimeType("application/pdf")) {
            found.add(part.getInputStream().readAllBytes());
        } else if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                found.addAll(pdfs(parts.getBodyPart(i)));
            }
        }
        return found;
    }

    private SimulatedPlatforms.Replies replies(String mailbox, Message letter) {
        return new SimulatedPlatforms.Replies() {
            @Override
            public void outcomes(Received received, Map<Integer, Play.Done> outcomes) {
                var lines = outcomes.entrySet().stream()
                        .map(line -> "%d %s%s"
                                .formatted(
                                        line.getKey(),
                                        line.getValue().outcome(),
                                        line.getValue().ground() == null
                                                ? ""
                                                : " " + line.getValue().ground()))
                        .collect(Collectors.joining("\n"));
                reply(mailbox, letter, "What was done, by number:\n" + lines + "\n");
            }

            @Override
            public void askForClarification(Received received) {
                reply(mailbox, letter, "CLARIFICATION_REQUESTED\nWhich part of each page is meant?\n");
            }
        };
    }

    private void reply(String mailbox, Message letter, String text) {
        try {
            var reply = (MimeMessage) letter.reply(false);
            reply.setFrom(new InternetAddress(mailbox));
            reply.setText(text, "UTF-8");
            Transport.send(reply);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A report of failed delivery as mail servers make it (RFC 3464). */
    private void bounce(String mailbox, Message letter) throws MessagingException, IOException {
        var report = new MimeMultipart("report; report-type=delivery-status");
        var words = new MimeBodyPart();
        words.setText("The message could not be delivered to " + mailbox + ".");
        report.addBodyPart(words);
        var status = new MimeBodyPart();
        status.setContent(
                "Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; %s\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                        .formatted(mailbox),
                "text/plain");
        status.setHeader("Content-Type", "message/delivery-status");
        report.addBodyPart(status);
        var headers = new MimeBodyPart();
        headers.setContent(
                "Message-ID: %s\r\nSubject: %s\r\n".formatted(letter.getHeader("Message-ID")[0], letter.getSubject()),
                "text/plain");
        headers.setHeader("Content-Type", "text/rfc822-headers");
        report.addBodyPart(headers);
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress("mailer-daemon@mail.example"));
        message.setRecipients(Message.RecipientType.TO, letter.getFrom());
        message.setSubject("Delivery Status Notification (Failure)");
        message.setContent(report);
        Transport.send(message);
    }

    @Override
    public void close() {
        postman.shutdownNow();
    }
}
