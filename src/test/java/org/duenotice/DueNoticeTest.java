package org.duenotice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.duenotice.process.Casework;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test in the one running application of the whole test run: real PostgreSQL, real SMTP server, real HTTP port. Jobs run only
 * when a test says so, and {@link TestClock} is the time of application and engine.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"duenotice.demo=false", "camunda.bpm.job-execution.enabled=false"})
@ActiveProfiles("test")
@ContextConfiguration(initializers = TestServers.class)
@Import({TestClock.class, TestLogins.class, Casework.class})
public @interface DueNoticeTest {}
