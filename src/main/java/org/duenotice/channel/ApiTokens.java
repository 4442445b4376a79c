package org.duenotice.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Access tokens of other systems by client credentials (RFC 6749, 4.4), kept until shortly before they end. */
@Component
@RequiredArgsConstructor
class ApiTokens {

    private static final Duration BEFORE_THE_END = Duration.ofSeconds(30);
    private static final Duration WHERE_NO_END_IS_SAID = Duration.ofMinutes(5);

    private final Calls calls;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<URI, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String value, Instant until) {}

    /** The login was not accepted, or its answer makes no sense. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private Refused(String words) {
            super(words);
        }
    }

    /** @throws Refused when there is an answer but no token in it */
    String token(ChannelSettings.Endpoint endpoint) throws IOException {
        var known = tokens.get(endpoint.baseUrl());
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.value();
        }
        var token = ask(endpoint);
        tokens.put(endpoint.baseUrl(), token);
        return token.value();
    }

    void forget(ChannelSettings.Endpoint endpoint) {
        tokens.remove(endpoint.baseUrl());
    }

    private Token ask(ChannelSettings.Endpoint endpoint) throws IOException {
        var login = encoded(endpoint.clientId()) + ":" + encoded(Secrets.read(endpoint.clientSecretFile()));
        var request = HttpRequest.newBuilder(HttpApiChannel.under(endpoint, "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        var answer = calls.call(request);
        if (answer.statusCode() != 200) {
            throw new Refused("The login was answered with " + answer.statusCode());
        }
        return token(answer.body());
    }

    private Token token(byte[] body) throws Refused {
        try {
            var said = json.readTree(body);
            var value = said.path("access_token").asText("");
            if (value.isEmpty() || !value.matches("[\\x21-\\x7e]+")) {
                throw new Refused("The answer to the login holds no token");
            }
            var lasts = said.path("expires_in").isNumber()
                    ? Duration.ofSeconds(said.path("expires_in").asLong())
                    : WHERE_NO_END_IS_SAID;
            return new Token(value, clock.instant().plus(lasts).minus(BEFORE_THE_END));
        } catch (Refused e) {
            throw e;
        } catch (IOException e) {
            throw new Refused("The answer to the login is no JSON");
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
