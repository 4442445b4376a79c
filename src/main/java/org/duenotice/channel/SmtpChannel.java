package org.duenotice.channel;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.problem.StartRefused;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * E-mail over SMTP. A refusal by the server is an answer (RFC 5321, 4.2.1: 4yz transient, 5yz permanent); a connection that
 * breaks after the message began to leave is a doubt, because the server may have taken it.
 */
@Slf4j
@Component
class SmtpChannel implements PlatformChannel {

    private static final int PERMANENT = 500;

    private final JavaMailSenderImpl mail;
    private final Clock clock;

    SmtpChannel(ObjectProvider<JavaMailSenderImpl> mail, Clock clock) {
        this.mail = mail.getIfAvailable();
        if (this.mail == null || !StringUtils.hasText(this.mail.getHost())) {
            throw new StartRefused(
                    "No mail server is configured, so no letter could leave.",
                    "Set `spring.mail.host` (SPRING_MAIL_HOST), and port and login where the server wants them.");
        }
        this.clock = clock;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public boolean isIdempotent() {
        return false;
    }

    @Override
    public Result send(Dispatch dispatch) {
        try {
            var message = message(dispatch);
            message.saveChanges();
            return send(message, dispatch.messageId());
        } catch (AddressException e) {
            return new Result.Undeliverable("The address is not valid");
        } catch (MessagingException e) {
            throw new IllegalStateException("The message could not be made", e);
        }
    }

    private Result send(MimeMessage message, String messageId) throws MessagingException {
        var server = mail.getSession().getTransport(protocol());
        try {
            server.connect(mail.getHost(), mail.getPort(), text(mail.getUsername()), text(mail.getPassword()));
            return handOver(message, messageId, server);
        } catch (AuthenticationFailedException e) {
            return new Result.RetryLater(null, "The mail server does not accept our login");
        } catch (MessagingException e) {
            return new Result.RetryLater(null, "The mail server cannot be reached");
        } finally {
            leave(server);
        }
    }

    /** What the server took stays taken, however the farewell goes. */
    private static void leave(Transport server) {
        try {
            server.close();
        } catch (MessagingException e) {
            log.debug("The mail server did not say goodbye", e);
        }
    }

    private Result handOver(MimeMessage message, String messageId, Transport server) {
        try {
            server.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            return judge(e);
        }
        var said = server instanceof SMTPTransport smtp
                ? String.valueOf(smtp.getLastServerResponse()).strip()
                : "";
        var words = "%s: %s %s".formatted(mail.getHost(), said, messageId);
        return new Result.Sent(new Proof(Proof.Kind.SMTP_ACCEPTED, words, clock.instant()));
    }

    private String protocol() {
        var set = mail.getProtocol() == null
                ? mail.getSession().getProperty("mail.transport.protocol")
                : mail.getProtocol();
        return set == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : set;
    }

    private static String text(String setting) {
        return StringUtils.hasText(setting) ? setting : null;
    }

    private MimeMessage message(Dispatch dispatch) throws MessagingException {
        var message = new NamedMessage(mail.getSession(), dispatch.messageId());
        var helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(dispatch.from());
        helper.setReplyTo(dispatch.replyTo());
        helper.setTo(dispatch.address());
        helper.setSubject(dispatch.subject());
        helper.setText(dispatch.text());
        if (dispatch.pdf() != null) {
            helper.addAttachment(dispatch.pdfName(), new ByteArrayResource(dispatch.pdf()), "application/pdf");
        }
        return message;
    }

    private static Result judge(MessagingException failure) {
        for (var cause : causes(failure)) {
            if (cause instanceof SMTPAddressFailedException refused) {
                return refusal(refused.getReturnCode(), refused);
            }
            if (cause instanceof SMTPSendFailedException refused && refused.getReturnCode() > 0) {
                return refusal(refused.getReturnCode(), refused);
            }
            if (cause instanceof AddressException) {
                return new Result.Undeliverable("The address is not valid");
            }
        }
        log.warn("A letter is in doubt: the connection broke while it was being sent", failure);
        return new Result.InDoubt("The connection broke while the letter was being sent");
    }

    private static Result refusal(int code, MessagingException refused) {
        var words = refused.getMessage().strip();
        return code >= PERMANENT ? new Result.Undeliverable(words) : new Result.RetryLater(null, words);
    }

    private static List<Throwable> causes(MessagingException failure) {
        var all = new ArrayList<Throwable>();
        var open = new ArrayDeque<Throwable>(List.of(failure));
        while (!open.isEmpty() && all.size() < 50) {
            var next = open.pop();
            all.add(next);
            if (next instanceof MessagingException chained && chained.getNextException() != null) {
                open.push(chained.getNextException());
            }
            if (next.getCause() != null && !all.contains(next.getCause())) {
                open.push(next.getCause());
            }
        }
        return all;
    }

    /** Keeps the message id it was given instead of making a new one at every saving. */
    private static final class NamedMessage extends MimeMessage {

        private final String messageId;

        private NamedMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
