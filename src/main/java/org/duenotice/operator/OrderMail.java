package org.duenotice.operator;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.duenotice.operator.Executions.Delivery;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends an order by e-mail. A permanent refusal (RFC 5321, 4.2.1: 5yz) is undeliverable; anything else is tried again. */
@Component
class OrderMail {

    private static final int PERMANENT = 500;

    private final JavaMailSenderImpl mail;
    private final String sender;

    OrderMail(ObjectProvider<JavaMailSenderImpl> mail, @Value("${duenotice.notice.sender}") String sender) {
        this.mail = mail.getIfAvailable();
        this.sender = sender;
    }

    /** What is known after a try, with words for the person who looks at it. */
    record Result(Delivery delivery, String words) {}

    Result send(Order order, Execution execution, byte[] pdf) {
        try {
            mail.send(message(order, execution, pdf));
            return new Result(Delivery.SENT, "");
        } catch (AddressException e) {
            return new Result(Delivery.UNDELIVERABLE, "The address is not valid");
        } catch (MailSendException e) {
            return Stream.of(e.getMessageExceptions())
                    .flatMap(OrderMail::causes)
                    .filter(OrderMail::isPermanent)
                    .findFirst()
                    .map(cause -> new Result(
                            Delivery.UNDELIVERABLE, cause.getMessage().strip()))
                    .orElseGet(() -> new Result(Delivery.RETRY_LATER, "The mail server did not take the order"));
        } catch (MailException e) {
            return new Result(Delivery.RETRY_LATER, "The mail server did not take the order");
        } catch (MessagingException e) {
            throw new IllegalStateException("The message could not be made", e);
        }
    }

    private MimeMessage message(Order order, Execution execution, byte[] pdf) throws MessagingException {
        var number = order.number() + "/" + execution.operatorCode();
        var domain = sender.substring(sender.indexOf('@') + 1);
        var message = new NamedMessage(mail.getSession(), "<%s@%s>".formatted(number.replace('/', '.'), domain));
        var helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(sender);
        helper.setReplyTo(sender);
        helper.setTo(execution.address());
        helper.setSubject(number + ": " + OrderPaper.title(order.kind()));
        helper.setText(OrderPaper.title(order.kind()) + "\n\n" + order.number() + "\n");
        helper.addAttachment(order.number() + ".pdf", new ByteArrayResource(pdf), "application/pdf");
        return message;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, java.util.Objects::nonNull, OrderMail::next)
                .limit(20)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Arrays.stream(cause.getSuppressed())));
    }

    private static Throwable next(Throwable failure) {
        return failure instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : failure.getCause();
    }

    private static boolean isPermanent(Throwable cause) {
        return cause instanceof AddressException
                || cause instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= PERMANENT
                || cause instanceof SMTPSendFailedException failed && failed.getReturnCode() >= PERMANENT;
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
