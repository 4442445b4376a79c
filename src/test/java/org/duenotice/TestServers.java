package org.duenotice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the mail server before the application and gives the run a data folder of its own. */
public class TestServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        var moody = MoodySmtp.inFrontOf(mail.getSmtp().getPort());
        context.getBeanFactory().registerSingleton("mailServer", mail);
        context.getBeanFactory().registerSingleton("moodySmtp", moody);
        TestPropertyValues.of(
                        "duenotice.data=target/test-data/"
                                + ProcessHandle.current().pid(),
                        "duenotice.notice.authority-ru=Служба испытаний",
                        "duenotice.notice.authority-kk=Сынақ қызметі",
                        "duenotice.notice.authority-en=Service of the Tests",
                        "duenotice.notice.sender=notices@duenotice.example",
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.properties.mail.smtp.timeout=2000",
                        "spring.mail.port=" + moody.port())
                .applyTo(context);
    }
}
