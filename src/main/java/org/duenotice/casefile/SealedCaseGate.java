package org.duenotice.casefile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.web.Replays;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Stands before every address of ours that names something by its number: what belongs to a sealed case is refused there, so that no
 * controller can forget it. Only the stub, the group's own addresses and the sender's receipt go through.
 */
@Component
@RequiredArgsConstructor
class SealedCaseGate implements HandlerInterceptor, WebMvcConfigurer, Replays {

    /** Whoever seals a case and asks again learns that it is. */
    private static final String SEALING = "/seal";

    private static final String STUB = "/api/v1/cases/{number}";
    private static final List<String> OWN = List.of("/api/v1/sealed-cases", "/public/", "/report", "/check");

    private final CaseReaders readers;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> names
                && !names.isEmpty()
                && !goesThrough(request)
                && readers.namesSealed(
                        names.values().stream().map(String::valueOf).toList())) {
            throw CaseReaders.refusal();
        }
        return true;
    }

    @Override
    public void require(String path) {
        if (!path.endsWith(SEALING)
                && OWN.stream().noneMatch(path::startsWith)
                && readers.namesSealed(List.of(path.split("/")))) {
            throw CaseReaders.refusal();
        }
    }

    private static boolean goesThrough(HttpServletRequest request) {
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return STUB.equals(pattern) && "GET".equals(request.getMethod())
                || OWN.stream().anyMatch(pattern::startsWith);
    }
}
