package org.duenotice.web;

import org.duenotice.security.CurrentPerson;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebConfiguration {

    /** After the login, since a key belongs to a person. */
    @Bean
    FilterRegistrationBean<Idempotency> idempotency(
            IdempotencyKeys keys,
            CurrentPerson person,
            TransactionTemplate transaction,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize longest) {
        var filter = new FilterRegistrationBean<>(new Idempotency(keys, person, transaction, problems, longest));
        filter.addUrlPatterns("/api/v1/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 10);
        return filter;
    }
}
