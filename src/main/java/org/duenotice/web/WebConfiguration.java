package org.duenotice.web;

import java.util.List;
import org.duenotice.security.CurrentPerson;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.ITemplateEngine;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebConfiguration {

    /** Behind all others, so that only a reader who prefers HTML gets a page. */
    @Bean
    WebMvcConfigurer problemPage(ITemplateEngine pages) {
        return new WebMvcConfigurer() {
            @Override
            public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
                converters.add(new ProblemPage(pages));
            }
        };
    }

    /** After the login, since a key belongs to a person. */
    @Bean
    FilterRegistrationBean<Idempotency> idempotency(
            IdempotencyKeys keys,
            CurrentPerson person,
            Replays replays,
            TransactionTemplate transaction,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${duenotice.largest-request}") DataSize longest) {
        var filter =
                new FilterRegistrationBean<>(new Idempotency(keys, person, replays, transaction, problems, longest));
        filter.addUrlPatterns("/api/v1/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 10);
        return filter;
    }
}
