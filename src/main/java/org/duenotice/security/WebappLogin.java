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
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

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
                var why = new CsrfException("The session's token is missing");
                why.initCause(unreadable(request));
                refusal.handle(request, response, why);
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

    /** Why the fields of an upload, the token among them, could not be read; null when they could. */
    private static MultipartException unreadable(HttpServletRequest request) throws IOException {
        var type = request.getContentType();
        if (type == null || !type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            return null;
        }
        try {
            request.getParts();
            return null;
        } catch (IllegalStateException e) {
            return new MaxUploadSizeExceededException(-1, e);
        } catch (ServletException e) {
            return new MultipartException("The upload cannot be read", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
