package org.duenotice.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The ports the demo's mail server asks for; it takes free ones when these are in use. */
@ConfigurationProperties("duenotice.demo-mail")
record DemoMailSettings(int smtpPort, int imapPort) {}
