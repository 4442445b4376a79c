package org.duenotice.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.problem.StartRefused;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
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
    private final NoticeSettings settings;

    SmtpChannel(ObjectProvider<JavaMailSenderImpl> mail, NoticeSettings settings) {
        this.mail = mail.getIfAvailable();
        if (this.mail == null || !StringUtils.hasText(this.mail.getHost())) {
            throw new StartRefused(
                    "No mail server is configured, so no letter could leave.",
                    "Set `spring.mail.host` (SPRING_MAIL_HOST), and port and login where the server wants them.");
        }
        this.settings = settings;
    }

    @Override
    public Result send(Dispatch dispatch) {
        try {
            mail.send(message(dispatch));
            return new Result(DeliveryOutcome.SENT, "");
        } catch (MailSendException e) {
            return judge(e);
        } catch (MailAuthenticationException e) {
            return new Result(DeliveryOutcome.RETRY_LATER, "The mail server does not accept our login");
        } catch (AddressException e) {
            return new Result(DeliveryOutcome.UNDELIVERABLE, "The address is not valid");
        } catch (MessagingException | MailException e) {
            throw new IllegalStateException("The message could not be made", e);
        }
    }

    private MimeMessage message(Dispatch dispatch) throws MessagingException {
        var message = new NamedMessage(mail.getSession(), dispatch.messageId());
        var helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(settings.sender());
        helper.setReplyTo(settings.sender());
        helper.setTo(dispatch.address());
        helper.setSubject(dispatch.subject());
        helper.setText(dispatch.text());
        helper.addAttachment(dispatch.pdfName(), new ByteArrayResource(dispatch.pdf()), "application/pdf");
        return message;
    }

    private Result judge(MailSendException failure) {
        var causes = causes(failure);
        for (var cause : causes) {
            if (cause instanceof SMTPAddressFailedException refused) {
                return refusal(refused.getReturnCode(), refused);
            }
            if (cause instanceof SMTPSendFailedException refused && refused.getReturnCode() > 0) {
                return refusal(refused.getReturnCode(), refused);
            }
            if (cause instanceof MailConnectException) {
                return new Result(DeliveryOutcome.RETRY_LATER, "The mail server cannot be reached");
            }
            if (cause instanceof AddressException) {
                return new Result(DeliveryOutcome.UNDELIVERABLE, "The address is not valid");
            }
        }
        log.warn("A letter is in doubt: the connection broke while it was being sent", failure);
        return new Result(DeliveryOutcome.IN_DOUBT, "The connection broke while the letter was being sent");
    }

    private static Result refusal(int code, MessagingException refused) {
        var outcome = code >= PERMANENT ? DeliveryOutcome.UNDELIVERABLE : DeliveryOutcome.RETRY_LATER;
        return new Result(outcome, refused.getMessage().strip());
    }

    private static List<Throwable> causes(MailSendException failure) {
        var all = new ArrayList<Throwable>();
        var open = new ArrayDeque<Throwable>(List.of(failure.getMessageExceptions()));
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
