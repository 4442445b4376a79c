package org.duenotice.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.temporal.UnsupportedTemporalTypeException;
import java.time.zone.ZoneRulesException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.problem.Problem;
import org.postgresql.util.PSQLException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Every failure of a request becomes a problem with a stable type; what nobody foresaw gets a number to find it in the log by. */
@Slf4j
@RestControllerAdvice
@Order
@RequiredArgsConstructor
class ProblemAdvice extends ResponseEntityExceptionHandler {

    /** As PostgreSQL says of a value that it cannot hold: too long, out of range, no such day, a sign that is none. */
    private static final Set<String> NOT_HELD = Set.of("22001", "22003", "22007", "22008", "22021", "22P05");

    private final Problems problems;

    /** What is wrong with one part of the input. */
    record Wrong(String field, String detail) {}

    @ExceptionHandler(Problem.class)
    ResponseEntity<ProblemDetail> problem(Problem problem, HttpServletRequest request) {
        return problems.answer(problem, request);
    }

    @ExceptionHandler(AuthenticationException.class)
    ResponseEntity<ProblemDetail> notLoggedIn(HttpServletRequest request) {
        var tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        return problems.answer(HttpStatus.UNAUTHORIZED, request, tried ? "access.wrong-credentials" : "access.log-in");
    }

    @ExceptionHandler(AccessDeniedException.class)
    ResponseEntity<ProblemDetail> denied(HttpServletRequest request) {
        return problems.answer(HttpStatus.FORBIDDEN, request, Problems.DENIED);
    }

    @ExceptionHandler(CsrfException.class)
    ResponseEntity<ProblemDetail> stalePage(HttpServletRequest request) {
        return problems.answer(HttpStatus.FORBIDDEN, request, "access.stale-page");
    }

    @ExceptionHandler(IdempotencyKeyReused.class)
    ResponseEntity<ProblemDetail> keyReused(HttpServletRequest request) {
        return problems.answer(HttpStatus.UNPROCESSABLE_ENTITY, request, "idempotency.key-reused");
    }

    @ExceptionHandler(MultipartException.class)
    ResponseEntity<ProblemDetail> unreadableUpload(HttpServletRequest request) {
        return problems.answer(HttpStatus.BAD_REQUEST, request, "request.unreadable");
    }

    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class})
    ResponseEntity<ProblemDetail> changedByAnother(HttpServletRequest request) {
        return problems.answer(HttpStatus.CONFLICT, request, Problems.CONCURRENT_CHANGE);
    }

    /** What a constraint of the database refuses although no code did; usually people are told before anything is tried. */
    @ExceptionHandler(DataIntegrityViolationException.class)
    ResponseEntity<ProblemDetail> refusedByTheTable(
            DataIntegrityViolationException refusal, HttpServletRequest request) {
        return switch (rule(refusal)) {
            case "separation_of_duties" -> problems.answer(HttpStatus.FORBIDDEN, request, "case.duties");
            case "recused_people_do_not_act" ->
                problems.answer(HttpStatus.FORBIDDEN, request, "case.recused", String.valueOf(request.getRemoteUser()));
            case "sealed_cases_have_no_rows", "sealed_with_its_material", "sealed_stays_sealed" ->
                problems.answer(HttpStatus.FORBIDDEN, request, "sealed.material");
            case "an_allowed_move", "held_cases_go_on_where_they_stood", "custody_entries_follow_one_another" ->
                problems.answer(HttpStatus.CONFLICT, request, Problems.CONCURRENT_CHANGE);
            default -> unforeseen(refusal, request);
        };
    }

    /** The name of what refused, a constraint or a trigger. */
    private static String rule(DataIntegrityViolationException refusal) {
        return refusal.getMostSpecificCause() instanceof PSQLException said
                        && said.getServerErrorMessage() != null
                        && said.getServerErrorMessage().getConstraint() != null
                ? said.getServerErrorMessage().getConstraint()
                : "";
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> unforeseen(Exception failure, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return null; // nobody is there to be told
        }
        var cause = causes(failure)
                .filter(Problem.class::isInstance)
                .map(Problem.class::cast)
                .findFirst();
        if (cause.isPresent()) {
            return problem(cause.get(), request);
        }
        if (causes(failure).anyMatch(ProblemAdvice::saysThatAValueIsNone)) {
            log.warn("{} {} had a value that cannot be held", request.getMethod(), request.getRequestURI(), failure);
            return problems.answer(HttpStatus.BAD_REQUEST, request, "request.value");
        }
        var number = UUID.randomUUID();
        log.error("{} {} failed, number {}", request.getMethod(), request.getRequestURI(), number, failure);
        return problems.answer(HttpStatus.INTERNAL_SERVER_ERROR, request, "internal", number);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, found -> found != null, Throwable::getCause);
    }

    private static boolean saysThatAValueIsNone(Throwable failure) {
        return failure instanceof DateTimeException
                        && !(failure instanceof UnsupportedTemporalTypeException)
                        && !(failure instanceof ZoneRulesException)
                || failure instanceof SQLException said && NOT_HELD.contains(String.valueOf(said.getSQLState()));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var fields = wrong.getFieldErrors().stream().map(error -> new Wrong(error.getField(), words(error, request)));
        var whole = wrong.getGlobalErrors().stream().map(error -> new Wrong("", words(error, request)));
        return invalid(Stream.concat(fields, whole).toList(), headers, wrong, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var all = wrong.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Wrong(
                                error instanceof FieldError field
                                        ? field.getField()
                                        : result.getMethodParameter().getParameterName(),
                                words(error, request))))
                .toList();
        return invalid(all, headers, wrong, request);
    }

    private ResponseEntity<Object> invalid(List<Wrong> all, HttpHeaders headers, Exception wrong, WebRequest request) {
        var summary = all.stream()
                .map(one -> one.field().isEmpty() ? one.detail() : one.field() + ": " + one.detail())
                .collect(Collectors.joining("; "));
        var detail = problems.detail(HttpStatus.BAD_REQUEST, servlet(request), "request.invalid", summary);
        detail.setProperty("errors", all);
        return handleExceptionInternal(wrong, detail, headers, HttpStatus.BAD_REQUEST, request);
    }

    private String words(MessageSourceResolvable error, WebRequest request) {
        return getMessageSource().getMessage(error, problems.language(servlet(request)));
    }

    /** All other failures the framework knows, by their own status. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail known && known.getType().toString().startsWith("urn:duenotice:")) {
            return super.handleExceptionInternal(failure, body, headers, status, request);
        }
        var named = named(failure, servlet(request));
        var detail = problems.detail(
                named.status() == null ? status : named.status(), servlet(request), named.code(), named.arguments());
        return super.handleExceptionInternal(
                failure, detail, headers, HttpStatusCode.valueOf(detail.getStatus()), request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var all = new HttpHeaders();
        all.addAll(headers);
        all.setContentLanguage(problems.language(servlet(request)));
        return super.createResponseEntity(body, all, status, request);
    }

    private record Named(HttpStatusCode status, String code, Object... arguments) {

        static Named as(String code, Object... arguments) {
            return new Named(null, code, arguments);
        }
    }

    private static Named named(Exception failure, HttpServletRequest request) {
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable);
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return Named.as("request.parameter-missing", missing.getParameterName());
        }
        if (failure instanceof MissingRequestHeaderException missing) {
            return Named.as("request.header-missing", missing.getHeaderName());
        }
        if (failure instanceof MissingServletRequestPartException missing) {
            return Named.as("request.part-missing", missing.getRequestPartName());
        }
        if (failure instanceof MethodArgumentTypeMismatchException wrong) {
            return Named.as("request.parameter-wrong", wrong.getName(), wrong.getValue());
        }
        if (failure instanceof TypeMismatchException wrong) {
            return Named.as("request.parameter-wrong", wrong.getPropertyName(), wrong.getValue());
        }
        if (failure instanceof HttpMediaTypeNotSupportedException wrong) {
            return Named.as("request.media-type", wrong.getContentType(), wrong.getSupportedMediaTypes());
        }
        if (failure instanceof HttpMediaTypeNotAcceptableException wrong) {
            return Named.as("request.not-acceptable", wrong.getSupportedMediaTypes());
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return new Named(HttpStatus.PAYLOAD_TOO_LARGE, "request.too-large");
        }
        if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
            return Named.as("request.no-such-address", request.getRequestURI());
        }
        if (failure instanceof HttpRequestMethodNotSupportedException wrong) {
            // an address that only the search for static files took up is no address
            return "/**".equals(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                    ? new Named(HttpStatus.NOT_FOUND, "request.no-such-address", request.getRequestURI())
                    : Named.as("request.method", wrong.getMethod(), wrong.getSupportedHttpMethods());
        }
        return Named.as("request.refused");
    }

    private static Named unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            var field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."))
                    .replace(".[", "[");
            return Named.as("request.field-wrong", field);
        }
        if (unreadable.getCause() instanceof JsonProcessingException json && json.getLocation() != null) {
            return Named.as(
                    "request.unreadable-at",
                    json.getLocation().getLineNr(),
                    json.getLocation().getColumnNr());
        }
        return Named.as("request.unreadable");
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }
}
