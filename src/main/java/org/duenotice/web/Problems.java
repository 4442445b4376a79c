package org.duenotice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.servlet.LocaleResolver;

/** Makes the API's answer to what cannot be done: a stable type, and words in the language of the request. */
@Component
@RequiredArgsConstructor
public class Problems {

    /** Two people changed the same thing at once: try again. */
    public static final String CONCURRENT_CHANGE = "conflict.concurrent-change";
    /** This person may not do this. */
    public static final String DENIED = "access.denied";

    private static final String TYPE = "urn:duenotice:problem:";

    private final Words words;
    private final LocaleResolver languages;

    public ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        return answer(status(problem), request, problem.getCode(), problem.getArguments());
    }

    ResponseEntity<ProblemDetail> answer(
            HttpStatusCode status, HttpServletRequest request, String code, Object... arguments) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_LANGUAGE, language(request).toLanguageTag())
                // set here, because the type of what could not be sent may be set already
                .contentType(wantsPage(request) ? MediaType.TEXT_HTML : MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(status, request, code, arguments));
    }

    ProblemDetail detail(HttpStatusCode status, HttpServletRequest request, String code, Object... arguments) {
        var language = language(request);
        var detail = ProblemDetail.forStatusAndDetail(status, words.of(code, language, arguments));
        detail.setType(URI.create(TYPE + code));
        detail.setTitle(words.heading(status.value(), language));
        detail.setInstance(URI.create(request.getRequestURI()));
        return detail;
    }

    /** Whether the request comes from a browser's window: it names HTML, and before any JSON. */
    private static boolean wantsPage(HttpServletRequest request) {
        try {
            var accepted = MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT));
            MimeTypeUtils.sortBySpecificity(accepted);
            return accepted.stream()
                    .filter(type -> MediaType.TEXT_HTML.equalsTypeAndSubtype(type)
                            || type.getSubtype().endsWith("json"))
                    .findFirst()
                    .filter(MediaType.TEXT_HTML::equalsTypeAndSubtype)
                    .isPresent();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    Locale language(HttpServletRequest request) {
        return languages.resolveLocale(request);
    }

    public static HttpStatus status(Problem problem) {
        return switch (problem.getKind()) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }
}
