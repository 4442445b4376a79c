package org.duenotice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

class DemoMailTest {

    private static final String[] ANY_PORTS = {"duenotice.demo-mail.smtp-port=0", "duenotice.demo-mail.imap-port=0"};

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class, DemoMail.class, MailboxPage.class)
            .withPropertyValues(ANY_PORTS);

    @EnableConfigurationProperties(DemoMailSettings.class)
    static class Settings {}

    @Test
    void theDemoSendsToAMailServerOfItsOwn() {
        application
                .withPropertyValues("spring.profiles.active=demo", "duenotice.embedded-database=true")
                .withPropertyValues("spring.mail.properties.mail.smtp.timeout=20000")
                .run(demo -> {
                    var sender = demo.getBean(JavaMailSenderImpl.class);
                    assertThat(sender.getPort())
                            .isEqualTo(demo.getBean(DemoMailServer.class).smtpPort());
                    assertThat(sender.getJavaMailProperties()).containsEntry("mail.smtp.timeout", "20000");
                    assertThat(demo).hasSingleBean(MailboxPage.class);
                });
    }

    @Test
    void aConfiguredMailServerIsUsedInstead() {
        application
                .withPropertyValues("spring.profiles.active=demo", "duenotice.embedded-database=true")
                .withPropertyValues("spring.mail.host=mail.example")
                .run(demo -> assertThat(demo)
                        .doesNotHaveBean(DemoMailServer.class)
                        .doesNotHaveBean(JavaMailSenderImpl.class)
                        .doesNotHaveBean(MailboxPage.class));
    }

    @Test
    void nothingOfTheDemoExistsBesideAConfiguredDatabase() {
        application
                .withUserConfiguration(DemoDetections.class, DemoWelcome.class)
                .withPropertyValues("spring.profiles.active=demo", "duenotice.embedded-database=false")
                .run(production -> assertThat(production)
                        .doesNotHaveBean(DemoMailServer.class)
                        .doesNotHaveBean(MailboxPage.class)
                        .doesNotHaveBean(DemoDetections.class)
                        .doesNotHaveBean(DemoWelcome.class));
    }

    @Test
    void aTakenPortIsReplacedByAFreeOne() throws IOException {
        try (var somebody = new ServerSocket(0, 1, InetAddress.getByName(DemoMailServer.HOST));
                var server = new DemoMailServer(new DemoMailSettings(somebody.getLocalPort(), 0))) {
            assertThat(server.smtpPort()).isNotZero().isNotEqualTo(somebody.getLocalPort());
            assertThat(server.imapPort()).isNotZero();
        }
    }

    @Test
    void aLetterIsReadWithItsWordsAndItsFiles() throws MessagingException {
        try (var server = new DemoMailServer(new DemoMailSettings(0, 0))) {
            var sender = new JavaMailSenderImpl();
            sender.setHost(DemoMailServer.HOST);
            sender.setPort(server.smtpPort());
            var message = sender.createMimeMessage();
            var letter = new MimeMessageHelper(message, true, "UTF-8");
            letter.setFrom("notices@duenotice.example");
            letter.setTo("legal@platform.example");
            letter.setSubject("N-2026-000001/1: хабарлама");
            letter.setText("Хат қоса беріледі");
            letter.addAttachment("N-2026-000001-1.pdf", file("%PDF-1.7"), "application/pdf");
            letter.addAttachment("page.html", file("<script>"), "text/html");
            sender.send(message);

            var mailbox = new Mailbox(server);

            assertThat(mailbox.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.from()).isEqualTo("notices@duenotice.example");
                assertThat(mail.to()).isEqualTo("legal@platform.example");
                assertThat(mail.subject()).isEqualTo("N-2026-000001/1: хабарлама");
                assertThat(mail.text()).contains("Хат қоса беріледі");
                assertThat(mail.sentAt()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
                assertThat(mail.files()).containsExactly("N-2026-000001-1.pdf", "page.html");
                assertThat(mailbox.attachment(mail.id(), 1)).hasValueSatisfying(pdf -> {
                    assertThat(pdf.pdf()).isTrue();
                    assertThat(new String(pdf.content(), StandardCharsets.UTF_8))
                            .isEqualTo("%PDF-1.7");
                });
                assertThat(mailbox.attachment(mail.id(), 2))
                        .hasValueSatisfying(page -> assertThat(page.pdf()).isFalse());
                assertThat(mailbox.attachment(mail.id(), 3)).isEmpty();
            });
        }
    }

    private static ByteArrayResource file(String content) {
        return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8));
    }
}
