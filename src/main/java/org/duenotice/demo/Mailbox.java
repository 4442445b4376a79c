package org.duenotice.demo;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.util.MimeTypeUtils;

/** The letters that the demo's mail server received, as a person reads them. */
@RequiredArgsConstructor
class Mailbox {

    private static final String PDF = "application/pdf";

    private final DemoMailServer server;

    /** A mail; {@code id} is its Message-ID without brackets, {@code files} the names of what is attached. */
    record Mail(String id, String from, String to, String subject, Instant sentAt, String text, List<String> files) {}

    /** What is attached to a mail. */
    record Attachment(String name, boolean pdf, byte[] content) {}

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws MessagingException, IOException;
    }

    /** Newest first. */
    List<Mail> mails() {
        return server.received().stream()
                .map(message -> read(() -> mail(message)))
                .sorted(Comparator.comparing(Mail::sentAt).reversed())
                .toList();
    }

    /** The file at that place, counted from 1, among the files of the mail. */
    Optional<Attachment> attachment(String mail, int place) {
        return server.received().stream()
                .filter(message -> read(() -> id(message)).equals(mail))
                .flatMap(message -> read(() -> files(message)).stream())
                .skip(place - 1L)
                .findFirst()
                .map(part -> read(() -> attachment(part)));
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("A mail cannot be read", e);
        }
    }

    private static Mail mail(MimeMessage message) throws MessagingException, IOException {
        var names = new ArrayList<String>();
        for (var file : files(message)) {
            names.add(file.getFileName());
        }
        var sent = message.getSentDate();
        return new Mail(
                id(message),
                people(message.getFrom()),
                people(message.getAllRecipients()),
                Optional.ofNullable(message.getSubject()).orElse(""),
                sent == null ? Instant.EPOCH : sent.toInstant(),
                text(message),
                names);
    }

    private static String id(MimeMessage message) throws MessagingException {
        return Optional.ofNullable(message.getMessageID()).orElse("").replaceAll("[<>]", "");
    }

    private static Attachment attachment(Part part) throws MessagingException, IOException {
        try (var content = part.getInputStream()) {
            return new Attachment(part.getFileName(), part.isMimeType(PDF), content.readAllBytes());
        }
    }

    private static String people(Address[] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses)
                        .map(address -> address instanceof InternetAddress internet
                                ? internet.toUnicodeString()
                                : address.toString())
                        .collect(Collectors.joining(", "));
    }

    private static String text(MimeMessage message) throws MessagingException, IOException {
        for (var part : parts(message)) {
            if (part.getFileName() == null
                    && part.isMimeType(MimeTypeUtils.TEXT_PLAIN_VALUE)
                    && part.getContent() instanceof String text) {
                return text;
            }
        }
        return "";
    }

    private static List<Part> files(MimeMessage message) throws MessagingException, IOException {
        var files = new ArrayList<Part>();
        for (var part : parts(message)) {
            if (part.getFileName() != null) {
                files.add(part);
            }
        }
        return files;
    }

    private static List<Part> parts(Part whole) throws MessagingException, IOException {
        if (!whole.isMimeType("multipart/*") || !(whole.getContent() instanceof Multipart inner)) {
            return List.of(whole);
        }
        var parts = new ArrayList<Part>();
        for (var i = 0; i < inner.getCount(); i++) {
            parts.addAll(parts(inner.getBodyPart(i)));
        }
        return parts;
    }
}
