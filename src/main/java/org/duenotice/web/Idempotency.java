package org.duenotice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.web.IdempotencyKeys.Answer;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A POST of the API with its {@code Idempotency-Key} has its effect exactly once: the key, the work and the stored answer commit
 * in one transaction, or nothing does. A repetition, even at the same moment, gets the stored answer. Requests that fail store
 * nothing and can be corrected and sent again with the same key.
 */
class Idempotency extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    /** Calls of platforms are taken once by their signatures. */
    private static final String SIGNED = "/api/v1/callbacks/";

    /** Brings files of any size that the servlet container takes. */
    private static final String IMPORTS = "/api/v1/imports";

    private static final Pattern VALID_KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private final IdempotencyKeys keys;
    private final CurrentPerson person;
    private final Replays replays;
    private final TransactionTemplate transaction;
    private final HandlerExceptionResolver problems;
    private final DataSize longest;

    Idempotency(
            IdempotencyKeys keys,
            CurrentPerson person,
            Replays replays,
            TransactionTemplate transaction,
            HandlerExceptionResolver problems,
            DataSize longest) {
        this.keys = keys;
        this.person = person;
        this.replays = replays;
        this.transaction = transaction;
        this.problems = problems;
        this.longest = longest;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || request.getServletPath().startsWith(SIGNED);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var key = key(request);
            var type = request.getContentType();
            if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
                once(key, request, partsDigest(request), response, chain);
            } else {
                try (var received = RepeatableBody.receive(request, longest.toBytes())) {
                    var digest = digest(request).add(received.open()).toString();
                    once(key, received, digest, response, chain);
                }
            }
        } catch (RuntimeException e) {
            refuse(request, response, e);
        }
    }

    private static String key(HttpServletRequest request) {
        var key = request.getHeader(KEY);
        if (key == null) {
            throw Problem.invalid("idempotency.key-missing");
        }
        if (!VALID_KEY.matcher(key).matches()) {
            throw Problem.invalid("idempotency.key-wrong");
        }
        return key;
    }

    private static RequestDigest digest(HttpServletRequest request) {
        return new RequestDigest()
                .add(request.getMethod())
                .add(request.getRequestURI())
                .add(request.getQueryString())
                .add(essence(request.getContentType()));
    }

    private static String essence(String contentType) {
        return contentType == null ? null : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The servlet container has received the parts into temporary files. */
    private String partsDigest(HttpServletRequest request) {
        try {
            var digest = digest(request);
            var size = 0L;
            for (var part : request.getParts()) {
                size += part.getSize();
                digest.add(part);
            }
            if (size > longest.toBytes() && !request.getServletPath().equals(IMPORTS)) {
                throw new MaxUploadSizeExceededException(longest.toBytes());
            }
            return digest.toString();
        } catch (IllegalStateException e) {
            throw new MaxUploadSizeExceededException(longest.toBytes(), e);
        } catch (IOException | ServletException e) {
            throw new MultipartException("The parts of the upload cannot be read", e);
        }
    }

    private void once(
            String key, HttpServletRequest request, String digest, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var id = person.id();
        var answer = new BufferedAnswer(response);
        var replay = transaction.execute(status -> {
            if (!keys.take(id, key, digest)) {
                replays.require(request.getRequestURI());
                return replay(id, key, digest);
            }
            run(chain, request, answer);
            if (answer.failed()) {
                status.setRollbackOnly();
            } else {
                keys.keep(id, key, stored(digest, answer));
            }
            return null;
        });
        if (replay == null) {
            answer.copyBodyToResponse();
        } else {
            send(replay, response);
        }
    }

    private Answer replay(String id, String key, String digest) {
        var known = keys.find(id, key).orElseThrow();
        if (!known.request().equals(digest)) {
            throw new IdempotencyKeyReused();
        }
        return known;
    }

    private static void run(FilterChain chain, HttpServletRequest request, BufferedAnswer answer) {
        try {
            chain.doFilter(request, answer);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        if (request.isAsyncStarted()) {
            throw new IllegalStateException(
                    "A POST that answers later cannot be idempotent: " + request.getRequestURI());
        }
    }

    private static Answer stored(String digest, BufferedAnswer answer) {
        return new Answer(
                digest,
                answer.getStatus(),
                answer.getContentType(),
                answer.getHeader(HttpHeaders.LOCATION),
                answer.getContentAsByteArray());
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    /** Also what failed at the commit, when the answer had been made but not sent. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException why)
            throws IOException {
        if (!response.isCommitted()) {
            response.reset();
        }
        if (problems.resolveException(request, response, null, why) == null) {
            throw why;
        }
    }
}
