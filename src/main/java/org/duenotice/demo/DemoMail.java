package org.duenotice.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mail server for the demo, with SMTP and IMAP on this machine only; left out when another one is configured. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@ConditionalOnExpression("'${spring.mail.host:}' == ''")
class DemoMail {

    private static final String THIS_MACHINE = "127.0.0.1";

    @Bean(initMethod = "start", destroyMethod = "stop")
    GreenMail demoMailServer(
            @Value("${duenotice.demo-mail.smtp-port:3025}") int smtp,
            @Value("${duenotice.demo-mail.imap-port:3143}") int imap) {
        return new GreenMail(new ServerSetup[] {
            new ServerSetup(freeOrAny(smtp), THIS_MACHINE, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(freeOrAny(imap), THIS_MACHINE, ServerSetup.PROTOCOL_IMAP)
        });
    }

    /** The wished port, or 0, which stands for any, when somebody else has it. */
    private static int freeOrAny(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(THIS_MACHINE))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }

    @Bean
    JavaMailSenderImpl demoMailSender(GreenMail server) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(THIS_MACHINE);
        sender.setPort(server.getSmtp().getPort());
        sender.setDefaultEncoding("UTF-8");
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "20000");
        return sender;
    }
}
