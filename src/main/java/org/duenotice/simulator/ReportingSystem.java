package org.duenotice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The content reporting systems of the simulated platforms, each under its code: tokens, notices, signed answers to the callback
 * address; and the simulator's own books under {@code /books}.
 */
final class ReportingSystem implements AutoCloseable {

    private static final int UNPROCESSABLE = 422;
    private static final int ATTEMPTS = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock = Clock.systemUTC();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final SimulatedPlatforms platforms;
    private final String callbackSecret;
    private final HttpServer server;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, String> taken = new ConcurrentHashMap<>();

    ReportingSystem(int port, SimulatedPlatforms platforms, String callbackSecret) throws IOException {
        this.platforms = platforms;
        this.callbackSecret = callbackSecret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(1).split("/");
            var body = exchange.getRequestBody().readAllBytes();
            if (path[0].equals("books")) {
                respond(exchange, 200, json.writeValueAsString(platforms.tally().books()));
            } else if (path.length == 3 && path[2].equals("go-on")) {
                respond(exchange, platforms.goOn(path[1]) ? 202 : 404, "{}");
            } else if (path.length == 3 && path[1].equals("oauth2")) {
                var token = UUID.randomUUID().toString();
                tokens.add(token);
                respond(
                        exchange,
                        200,
                        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}".formatted(token));
            } else if (path.length == 2 && path[1].equals("notices")) {
                notice(exchange, path[0], body);
            } else {
                respond(exchange, 404, "{}");
            }
        }
    }

    private void notice(HttpExchange exchange, String platform, byte[] body) throws IOException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !tokens.contains(authorization.replace("Bearer ", ""))) {
            respond(exchange, 401, "{\"error\":\"invalid_token\"}");
            return;
        }
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var before = taken.get(key);
        if (before == null) {
            var letter = json.readTree(body);
            if (isUndoing(letter)) {
                before = UUID.randomUUID().toString();
                confirm(letter);
            } else if (!isAnswered(letter)) {
                before = UUID.randomUUID().toString();
            } else if (platforms.take(received(platform, letter), replies(letter))) {
                before = UUID.randomUUID().toString();
                platforms.tally().count(platform, "acknowledged");
            } else {
                respond(exchange, UNPROCESSABLE, "{\"error\":\"This mailbox is closed\"}");
                return;
            }
            taken.put(key, before);
        }
        respond(exchange, 202, "{\"reference\":\"%s\"}".formatted(before));
    }

    /** A reminder asks for no answer of its own. */
    private static boolean isAnswered(JsonNode letter) {
        return !letter.path("kind").asText().equals("REMINDER");
    }

    /** Takes a notice back, suspends it or lets it stand again; every simulated platform does that and says so. */
    private static boolean isUndoing(JsonNode letter) {
        return Set.of("WITHDRAWAL", "SUSPENSION", "RESUMPTION")
                .contains(letter.path("kind").asText());
    }

    /** Once whoever sent the letter has heard that it arrived. */
    private void confirm(JsonNode letter) {
        var callback = URI.create(letter.path("callback").asText());
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
                .execute(() -> tell(
                        callback,
                        Map.of(
                                "noticeNumber", letter.path("noticeNumber").asText(),
                                "letterNumber", letter.path("letterNumber").asText(),
                                "confirmation", "CARRIED_OUT")));
    }

    private static Received received(String platform, JsonNode letter) {
        var targets = new ArrayList<Play.Asked>();
        letter.path("items")
                .forEach(item -> targets.add(new Play.Asked(
                        item.path("no").asInt(), item.path("address").asText())));
        var number = letter.path("letterNumber").asText();
        return new Received(platform, letter.path("noticeNumber").asText(), number, !number.endsWith("/1"), targets);
    }

    private SimulatedPlatforms.Replies replies(JsonNode letter) {
        var callback = URI.create(letter.path("callback").asText());
        return new SimulatedPlatforms.Replies() {
            @Override
            public void outcomes(Received received, Map<Integer, Play.Done> outcomes) {
                var items = new ArrayList<Map<String, Object>>();
                outcomes.forEach((no, done) -> {
                    var item = new LinkedHashMap<String, Object>();
                    item.put("no", no);
                    item.put("outcome", done.outcome());
                    item.put("ground", done.ground());
                    items.add(item);
                });
                tell(callback, Map.of("noticeNumber", received.noticeNumber(), "kind", "OUTCOME", "items", items));
            }

            @Override
            public void askForClarification(Received received) {
                tell(
                        callback,
                        Map.of(
                                "noticeNumber",
                                received.noticeNumber(),
                                "kind",
                                "CLARIFICATION_REQUESTED",
                                "remarks",
                                "Which part of each page is meant?"));
            }
        };
    }

    /** Signs and sends; an unreachable callback is tried again, as a real platform would. */
    private void tell(URI callback, Map<String, Object> answer) {
        var whole = new LinkedHashMap<>(answer);
        whole.put("reference", "P-" + UUID.randomUUID());
        whole.put("answeredAt", clock.instant().toString());
        try {
            var body = json.writeValueAsString(whole);
            for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
                var timestamp = String.valueOf(clock.instant().getEpochSecond());
                var request = HttpRequest.newBuilder(callback)
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .header("X-DueNotice-Timestamp", timestamp)
                        .header("X-DueNotice-Signature", "sha256=" + signature(timestamp + "." + body))
                        .POST(BodyPublishers.ofString(body))
                        .build();
                var status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status < 300) {
                    return;
                }
                System.err.println("Callback " + callback + " answered " + status);
                Thread.sleep(attempt * 1000L);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(callbackSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
