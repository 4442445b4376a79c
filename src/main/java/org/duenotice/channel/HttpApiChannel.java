package org.duenotice.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * The programming interface of a content reporting system: OAuth2 client credentials, one JSON call with an idempotency key. A
 * try without a clear answer is made again later with the same key, which the other side recognises.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class HttpApiChannel implements PlatformChannel {

    private static final int UNAUTHORIZED = 401;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final ChannelSettings settings;
    private final ApiTokens tokens;
    private final Calls calls;
    private final ObjectMapper json;
    private final Clock clock;

    /** The body of the call; what is null is left out. */
    private record Notice(
            String noticeNumber,
            String letterNumber,
            String kind,
            String subject,
            String text,
            List<String> legalBasis,
            Dispatch.Term term,
            List<Dispatch.Item> items,
            String callback,
            byte[] pdf,
            String sha256) {}

    @Override
    public ChannelKind kind() {
        return ChannelKind.API;
    }

    @Override
    public boolean isIdempotent() {
        return true;
    }

    static URI under(ChannelSettings.Endpoint endpoint, String path) {
        return URI.create(endpoint.baseUrl().toString().replaceAll("/+$", "") + path);
    }

    @Override
    public Result send(Dispatch dispatch) {
        var endpoint = settings.endpoint(dispatch.addressee()).orElse(null);
        if (endpoint == null) {
            return new Result.Undeliverable("No settings for the interface of " + dispatch.addressee());
        }
        try {
            var answer = post(endpoint, dispatch);
            if (answer.statusCode() == UNAUTHORIZED) {
                tokens.forget(endpoint);
                answer = post(endpoint, dispatch);
            }
            return judge(answer);
        } catch (LimitedBody.TooLong e) {
            return new Result.InDoubt("The answer had no end within 1 MiB");
        } catch (ApiTokens.Refused e) {
            return new Result.RetryLater(null, e.getMessage());
        } catch (IOException e) {
            log.debug("The interface of {} does not answer", dispatch.addressee(), e);
            return new Result.RetryLater(null, "No answer: " + e.getClass().getSimpleName());
        }
    }

    private HttpResponse<byte[]> post(ChannelSettings.Endpoint endpoint, Dispatch dispatch) throws IOException {
        return calls.call(HttpRequest.newBuilder(under(endpoint, "/notices"))
                .header("Authorization", "Bearer " + tokens.token(endpoint))
                .header("Idempotency-Key", dispatch.key().replaceAll("[<>]", ""))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(body(dispatch)))
                .build());
    }

    private byte[] body(Dispatch dispatch) throws JsonProcessingException {
        var letter = dispatch.letter();
        return json.writeValueAsBytes(new Notice(
                letter.noticeNumber(),
                letter.number(),
                letter.kind(),
                dispatch.subject(),
                dispatch.text(),
                letter.legalBasis(),
                letter.term(),
                letter.items(),
                letter.callback(),
                dispatch.pdf(),
                dispatch.sha256()));
    }

    private Result judge(HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        if (status / 100 == 2) {
            return accepted(answer.body());
        }
        if (status == TOO_MANY
                || status >= SERVER_FAULT
                || List.of(TIMEOUT, CONFLICT, TOO_EARLY).contains(status)) {
            return new Result.RetryLater(retryAfter(answer), "The interface answered " + status);
        }
        if (status == UNAUTHORIZED) {
            return new Result.RetryLater(null, "The interface does not accept our login");
        }
        return new Result.Undeliverable("The interface answered " + status);
    }

    private Result accepted(byte[] body) {
        try {
            var reference = json.readTree(body).path("reference").asText("").strip();
            if (!reference.isEmpty() && reference.length() <= 200) {
                return new Result.Sent(new Proof(Proof.Kind.API_REFERENCE, reference, clock.instant()));
            }
            return new Result.InDoubt("The interface took it without giving a reference");
        } catch (IOException e) {
            return new Result.InDoubt("The interface took it, but its answer is no JSON");
        }
    }

    /** Seconds or a date (RFC 9110, 10.2.3); at most a day, null where nothing usable is said. */
    private Instant retryAfter(HttpResponse<?> answer) {
        var said = answer.headers().firstValue("Retry-After").orElse("").strip();
        var now = clock.instant();
        var latest = now.plus(LONGEST_WAIT);
        if (said.matches("\\d{1,9}")) {
            var at = now.plusSeconds(Math.max(Long.parseLong(said), 1));
            return at.isAfter(latest) ? latest : at;
        }
        try {
            var at = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(latest) ? latest : at.isBefore(now) ? now.plusSeconds(1) : at;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
