package org.duenotice;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the mail server before the application and gives the run a data folder of its own. */
public class TestServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        mail.withConfiguration(
                GreenMailConfiguration.aConfig().withDisabledAuthentication().withSieveIgnoreDetail());
        mail.start();
        var moody = MoodySmtp.inFrontOf(mail.getSmtp().getPort());
        context.getBeanFactory().registerSingleton("mailServer", mail);
        context.getBeanFactory().registerSingleton("moodySmtp", moody);
        var platform = new PlatformApi();
        context.getBeanFactory().registerSingleton("platformApi", platform);
        var otherSystem = new OtherSystem();
        context.getBeanFactory().registerSingleton("otherSystem", otherSystem);
        var timeStamps = new TimeStampServer();
        context.getBeanFactory().registerSingleton("timeStampServer", timeStamps);
        TestPropertyValues.of(
                        "duenotice.time-stamp.url=" + timeStamps.address(),
                        "duenotice.time-stamp.policy=" + TimeStampServer.POLICY,
                        "duenotice.time-stamp.trust-file=" + secret(timeStamps.rootPem()),
                        "duenotice.agency.endpoint=" + otherSystem.address(),
                        "duenotice.agency.categories=" + OtherSystem.CATEGORY,
                        "duenotice.agency.signing-key-file=" + secret(otherSystem.ourPrivateKey()),
                        "duenotice.agency.verification-key-file=" + secret(otherSystem.itsPublicKey()),
                        "duenotice.agency.answer-timeout=PT2S",
                        "duenotice.data=target/test-data/"
                                + ProcessHandle.current().pid(),
                        "duenotice.notice.authority-ru=Служба испытаний",
                        "duenotice.notice.authority-kk=Сынақ қызметі",
                        "duenotice.notice.authority-en=Service of the Tests",
                        "duenotice.notice.sender=notices@duenotice.example",
                        "duenotice.channel.api.ok.base-url=" + platform.address(),
                        "duenotice.channel.api.ok.client-id=" + PlatformApi.CLIENT_ID,
                        "duenotice.channel.api.ok.client-secret-file=" + secret(PlatformApi.CLIENT_SECRET),
                        "duenotice.channel.api.ok.callback-secret-file=" + secret(PlatformApi.CALLBACK_SECRET),
                        "duenotice.channel.answer-timeout=PT2S",
                        "duenotice.channel.inbox.protocol=imap",
                        "duenotice.channel.inbox.host=127.0.0.1",
                        "duenotice.channel.inbox.port=" + mail.getImap().getPort(),
                        "duenotice.channel.inbox.user=notices@duenotice.example",
                        // a test reads when it says so
                        "duenotice.channel.inbox.every=P1D",
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.properties.mail.smtp.timeout=2000",
                        "spring.mail.port=" + moody.port())
                .applyTo(context);
    }

    /** A file with the secret, as operators keep it. */
    private static Path secret(String secret) {
        try {
            var file = Files.createTempFile("duenotice-secret-", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, secret + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
