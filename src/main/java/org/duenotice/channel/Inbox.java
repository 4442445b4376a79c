package org.duenotice.channel;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Reads the inbox over IMAP. A message is marked as read only after whoever takes it has kept it. */
@Slf4j
@Component
public class Inbox {

    private static final int MOST_AT_ONCE = 100;
    private static final int LARGEST = 30 * 1024 * 1024;

    private final InboxSettings settings;
    private final ObjectProvider<MailSource> given;
    private final ChannelSettings channels;

    Inbox(InboxSettings settings, ObjectProvider<MailSource> given, ChannelSettings channels) {
        this.settings = settings;
        this.given = given;
        this.channels = channels;
    }

    public boolean isConfigured() {
        return source().isPresent();
    }

    private Optional<MailSource> source() {
        if (!StringUtils.hasText(settings.host())) {
            return Optional.ofNullable(given.getIfAvailable());
        }
        var password = settings.passwordFile() == null ? "" : Secrets.read(settings.passwordFile());
        return Optional.of(new MailSource(
                settings.protocol(), settings.host(), settings.port(), settings.user(), password, settings.folder()));
    }

    /**
     * Hands over what has not been read yet, the oldest first.
     *
     * @return how many were taken; what could not be taken stays unread for the next time
     */
    public int read(Consumer<ArrivedMail> taker) {
        var source = source().orElseThrow();
        try (var store = connected(source);
                var folder = store.getFolder(source.folder())) {
            folder.open(Folder.READ_WRITE);
            var unread = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
            return (int) Arrays.stream(unread)
                    .limit(MOST_AT_ONCE)
                    .filter(message -> taken(message, taker))
                    .count();
        } catch (MessagingException e) {
            log.warn("The inbox {} cannot be read: {}", source, e.getMessage());
            return 0;
        }
    }

    private Store connected(MailSource source) throws MessagingException {
        var properties = new Properties();
        var prefix = "mail." + source.protocol() + ".";
        properties.setProperty(
                prefix + "connectiontimeout",
                String.valueOf(channels.connectTimeout().toMillis()));
        properties.setProperty(
                prefix + "timeout", String.valueOf(channels.answerTimeout().toMillis()));
        properties.setProperty(prefix + "peek", "true");
        var store = Session.getInstance(properties).getStore(source.protocol());
        store.connect(source.host(), source.port(), source.user(), source.password());
        return store;
    }

    private static boolean taken(Message message, Consumer<ArrivedMail> taker) {
        try {
            taker.accept(MailReading.of(raw(message)));
            message.setFlag(Flags.Flag.SEEN, true);
            return true;
        } catch (MessagingException | IOException | RuntimeException e) {
            log.error("A mail could not be taken and stays unread", e);
            return false;
        }
    }

    /** The message; of one larger than anybody sends, its beginning. */
    private static byte[] raw(Message message) throws MessagingException, IOException {
        var raw = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, Math.min(length, Math.max(LARGEST - count, 0)));
            }

            @Override
            public synchronized void write(int next) {
                if (count < LARGEST) {
                    super.write(next);
                }
            }
        };
        message.writeTo(raw);
        return raw.toByteArray();
    }
}
