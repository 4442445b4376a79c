package org.duenotice.demo;

import org.duenotice.channel.MailSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends the letters of the demo to a mail server of its own, unless a mail server is configured. */
@DemoOnly
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(DemoMail.NONE_CONFIGURED)
@EnableConfigurationProperties(MailProperties.class)
class DemoMail {

    static final String NONE_CONFIGURED = "'${spring.mail.host:}'.isBlank()";

    @Bean(destroyMethod = "close")
    DemoMailServer demoMailServer(DemoMailSettings settings) {
        return new DemoMailServer(settings);
    }

    @Bean
    JavaMailSenderImpl mailSender(DemoMailServer server, MailProperties settings) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(DemoMailServer.HOST);
        sender.setPort(server.smtpPort());
        sender.setDefaultEncoding(settings.getDefaultEncoding().name());
        sender.getJavaMailProperties().putAll(settings.getProperties());
        return sender;
    }

    /** What platforms answer to the sender of the demo. */
    @Bean
    MailSource demoInbox(DemoMailServer server, @Value("${duenotice.notice.sender}") String sender) {
        return new MailSource("imap", DemoMailServer.HOST, server.imapPort(), sender, sender, "INBOX");
    }

    @Bean
    Mailbox mailbox(DemoMailServer server) {
        return new Mailbox(server);
    }
}
