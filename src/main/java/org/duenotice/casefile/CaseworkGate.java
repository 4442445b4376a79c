package org.duenotice.casefile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.People;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Stands before every address that names a case, or anything of one, by its number: a login that has no part in casework, as an
 * administrator's, is refused there, so that no controller can forget it. What is public is for everybody.
 */
@Component
@RequiredArgsConstructor
class CaseworkGate implements HandlerInterceptor, WebMvcConfigurer {

    private final CaseReaders readers;
    private final People people;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**", "/cases/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> names
                && people.acting().stream().anyMatch(person -> !CaseAccess.isInCasework(person.groups()))) {
            names.values().stream()
                    .map(String::valueOf)
                    .filter(readers::isOfCase)
                    .findFirst()
                    .ifPresent(name -> {
                        throw Problem.forbidden("case.not-for-you", name);
                    });
        }
        return true;
    }
}
