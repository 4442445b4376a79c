package org.duenotice.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;

/**
 * Exists in the demo only: in its profile and on the embedded database. The setting is made by the start itself and cannot be
 * overridden, so that nothing of the demo gets into a system with a configured database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Profile("demo")
@ConditionalOnProperty("duenotice.embedded-database")
@interface DemoOnly {}
