package org.duenotice.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises who is logged in to the webapps, so that a link in a Tasklist form opens without a second login. A browser
 * sends the session's cookie by itself, so whatever changes something must also carry the session's token, in the header
 * {@code X-XSRF-TOKEN} or the form field {@code _csrf}.
 */
@RequiredArgsConstructor
class WebappLogin extends OncePerRequestFilter {

    private final People people;
    private final AccessDeniedHandler refusal;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var named = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        var person = session == null || named ? Optional.<Person>empty() : people.loggedIn(session);
        if (person.isPresent()) {
            if (Changes.asked(request) && !carriesToken(request, session)) {
                refusal.handle(request, response, new AccessDeniedException("The session's token is missing"));
                return;
            }
            SecurityContextHolder.setContext(new SecurityContextImpl(Login.of(person.get())));
        }
        chain.doFilter(request, response);
    }

    private boolean carriesToken(HttpServletRequest request, HttpSession session) {
        var header = request.getHeader("X-XSRF-TOKEN");
        var sent = header != null ? header : request.getParameter("_csrf");
        return sent != null
                && people.changeToken(session)
                        .map(token -> MessageDigest.isEqual(bytes(token), bytes(sent)))
                        .orElse(false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
