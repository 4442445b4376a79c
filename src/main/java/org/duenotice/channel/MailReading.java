package org.duenotice.channel;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what can be read of a message; a part that is broken is left out, the message never is. */
final class MailReading {

    private static final int LONGEST_BODY = 20_000;
    private static final int LONGEST_LINE = 500;
    private static final int MOST_PARTS = 50;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s\\p{Cntrl}]{1,300}>");
    private static final Pattern NAMED_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^<>\\s\\p{Cntrl}]{1,300}>)");
    private static final Pattern ACTION = Pattern.compile("(?im)^Action:\\s*(\\w+)");

    private MailReading() {}

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws MessagingException, IOException;
    }

    static ArrivedMail of(byte[] raw) {
        var message = tried(() -> new MimeMessage(null, new ByteArrayInputStream(raw)))
                .orElseGet(() -> new MimeMessage((jakarta.mail.Session) null));
        var parts = new ArrayList<Part>();
        collect(message, parts);
        var report = report(message, parts);
        return new ArrivedMail(
                tried(message::getMessageID)
                        .map(MailReading::line)
                        .filter(id -> MESSAGE_ID.matcher(id).matches())
                        .orElseGet(() -> "<" + sha256(raw) + "@without-message-id>"),
                addresses(tried(message::getFrom)).findFirst().orElse(""),
                addresses(tried(() -> message.getRecipients(Message.RecipientType.TO)))
                        .toList(),
                tried(message::getSubject).map(MailReading::line).orElse(""),
                thread(message),
                report,
                report == ArrivedMail.Report.NONE ? List.of() : reported(parts),
                body(parts),
                raw,
                tried(message::getSentDate).map(java.util.Date::toInstant).orElse((Instant) null));
    }

    private static <T> Optional<T> tried(Reading<T> reading) {
        try {
            return Optional.ofNullable(reading.read());
        } catch (MessagingException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static void collect(Part part, List<Part> into) {
        if (into.size() >= MOST_PARTS) {
            return;
        }
        into.add(part);
        if (tried(() -> part.isMimeType("multipart/*")).orElse(false)
                && tried(part::getContent).orElse(null) instanceof Multipart inner) {
            var count = tried(inner::getCount).orElse(0);
            for (var i = 0; i < count; i++) {
                var at = i;
                tried(() -> inner.getBodyPart(at)).ifPresent(next -> collect(next, into));
            }
        }
    }

    private static Stream<String> addresses(Optional<Address[]> addresses) {
        return addresses.stream()
                .flatMap(Arrays::stream)
                .filter(InternetAddress.class::isInstance)
                .map(address -> line(String.valueOf(((InternetAddress) address).getAddress()))
                        .toLowerCase(Locale.ROOT));
    }

    private static List<String> thread(MimeMessage message) {
        return Stream.of("In-Reply-To", "References")
                .flatMap(name -> tried(() -> message.getHeader(name, " ")).stream())
                .flatMap(value -> MESSAGE_ID.matcher(value).results().map(MatchResult::group))
                .distinct()
                .limit(100)
                .toList();
    }

    private static ArrivedMail.Report report(MimeMessage message, List<Part> parts) {
        if (!tried(() -> message.isMimeType("multipart/report")).orElse(false)) {
            return ArrivedMail.Report.NONE;
        }
        var actions = parts.stream()
                .filter(part ->
                        tried(() -> part.isMimeType("message/delivery-status")).orElse(false))
                .flatMap(part -> ACTION.matcher(text(part)).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
        if (actions.contains("failed")) {
            return ArrivedMail.Report.FAILED;
        }
        return actions.contains("delivered") || actions.contains("relayed")
                ? ArrivedMail.Report.DELIVERED
                : ArrivedMail.Report.NONE;
    }

    private static List<String> reported(List<Part> parts) {
        return parts.stream()
                .filter(part -> tried(() -> part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers"))
                        .orElse(false))
                .flatMap(part -> NAMED_ID.matcher(text(part)).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static String body(List<Part> parts) {
        var plain = parts.stream().filter(part -> isText(part, "text/plain")).findFirst();
        var shown = plain.map(MailReading::words).orElseGet(() -> parts.stream()
                .filter(part -> isText(part, "text/html"))
                .findFirst()
                .map(part -> words(part)
                        .replaceAll("(?is)<(script|style)[^>]*>.*?</\\1>", " ")
                        .replaceAll("<[^>]{0,2000}>", " ")
                        .replaceAll("[ \\t]+", " "))
                .orElse(""));
        return cut(shown.replace("\u0000", "").strip(), LONGEST_BODY);
    }

    private static boolean isText(Part part, String type) {
        return tried(() -> part.isMimeType(type) && part.getFileName() == null).orElse(false);
    }

    private static String words(Part part) {
        return tried(() -> part.getContent() instanceof String text ? text : null)
                .orElseGet(() -> text(part));
    }

    private static String text(Part part) {
        return tried(() -> {
                    try (var content = part.getInputStream()) {
                        return new String(content.readNBytes(256 * 1024), StandardCharsets.UTF_8);
                    }
                })
                .orElse("");
    }

    private static String line(String text) {
        return cut(text.replaceAll("\\p{Cntrl}+", " ").strip(), LONGEST_LINE);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
