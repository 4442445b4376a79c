package org.duenotice.demo;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** The body in whose name the demo writes. No installation writes in this name: there the settings are missing until they are made. */
@DemoOnly
@Configuration(proxyBeanMethods = false)
@PropertySource(value = "classpath:demo/authority.properties", encoding = "UTF-8")
class DemoAuthority {}
