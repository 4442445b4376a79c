package org.duenotice.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.access.Views.Way;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Records that a case was read, for every address that is about a number people speak: once the answer is known and allowed, and
 * before a byte of it leaves. A new address below one of the roots is recorded without anybody having to think of it.
 */
@ControllerAdvice
@RequiredArgsConstructor
class SeenCases implements ResponseBodyAdvice<Object>, HandlerInterceptor, WebMvcConfigurer {

    /** Below these an address names a case, or something that belongs to one or to several. */
    private static final Set<String> ROOTS = Set.of(
            "/api/v1/cases/",
            "/api/v1/notices/",
            "/api/v1/orders/",
            "/api/v1/body-notifications/",
            "/api/v1/referrals/",
            "/api/v1/recusals/",
            "/api/v1/incoming-acts/",
            "/api/v1/mirrors/",
            "/api/v1/clocks/",
            "/api/v1/restorations/",
            "/api/v1/restriction-reviews/",
            "/api/v1/appeals/",
            "/cases/");

    /** What names it, the narrowest first. */
    private static final List<String> NAMES = List.of("caseNumber", "number", "id");

    private final Views views;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/cases/**", "/api/v1/**");
    }

    /** What writes its answer by itself, such as a bundle, passes nothing below: it is recorded when it begins. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.isVoid()) {
            record(request, Way.API);
        }
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView shown) {
        if (shown != null && response.getStatus() < 300) {
            record(request, Way.PAGE);
        }
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object beforeBodyWrite(
            Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answer
                && answer.getServletResponse().getStatus() < 300) {
            record(asked.getServletRequest(), Way.API);
        }
        return body;
    }

    /** Whether reading what has that address is recorded. */
    static boolean records(String pattern) {
        return ROOTS.stream().anyMatch(pattern::startsWith);
    }

    private void record(HttpServletRequest request, Way way) {
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (request.getMethod().equals("GET")
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> named
                && records(pattern)) {
            NAMES.stream()
                    .map(named::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(name -> views.seen(name.toString(), way, pattern));
        }
    }
}
