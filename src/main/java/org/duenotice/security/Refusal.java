package org.duenotice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Says no in the words of the API's other problems. A browser that a person navigates is asked for a login; a page's own call
 * in the background is not, since the browser would cover the page with a login window.
 */
@Component
class Refusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver problems;

    Refusal(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        var mode = request.getHeader("Sec-Fetch-Mode");
        if (mode == null || "navigate".equals(mode)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"DueNotice\", charset=\"UTF-8\"");
        }
        answer(request, response, why, HttpServletResponse.SC_UNAUTHORIZED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        // what could not be read is said before what was therefore missing
        var said = why.getCause() instanceof MultipartException unreadable ? unreadable : why;
        answer(request, response, said, HttpServletResponse.SC_FORBIDDEN);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception why, int status)
            throws IOException {
        if (problems.resolveException(request, response, null, why) == null && !response.isCommitted()) {
            response.sendError(status);
        }
    }
}
