package org.duenotice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The content reporting system of a platform: a real HTTP server that knows repetitions by their key and has bad days. */
public final class PlatformApi implements Closeable {

    public static final String CLIENT_ID = "duenotice";
    public static final String CLIENT_SECRET = "a secret of the tests";
    public static final String CALLBACK_SECRET = "another secret of the tests";

    /** How the next calls are answered. */
    public enum Mood {
        FINE,
        FAULTY,
        BUSY,
        REFUSES,
        NO_LOGIN,
        /** Takes the notice and answers with something that is no JSON. */
        BABBLING,
        /** Takes the notice and answers with a hundred megabytes. */
        ENDLESS,
        /** Takes the notice and never says so. */
        SILENT
    }

    private final HttpServer server;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> effects = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.FINE;
    private volatile String token = "token-1";
    private volatile CountDownLatch taken = new CountDownLatch(1);
    private volatile long sent;

    public PlatformApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "platform-api");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/oauth2/token", this::login);
        server.createContext("/notices", this::notice);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void mood(Mood next) {
        taken = new CountDownLatch(1);
        mood = next;
    }

    /** Every token given so far is worth nothing any more. */
    public void forgetLogins() {
        token = token + "1";
    }

    /** Waits until a notice was taken whose sender has not been told. */
    public boolean awaitTaken() throws InterruptedException {
        return taken.await(60, TimeUnit.SECONDS);
    }

    /** What was done, once for each key. */
    public List<JsonNode> effects(String noticeNumber) {
        return effects.values().stream()
                .filter(notice -> notice.path("noticeNumber").asText().equals(noticeNumber))
                .toList();
    }

    /** The keys of all calls in order, repetitions included. */
    public List<String> calls(String noticeNumber) {
        return calls.stream().filter(key -> key.startsWith(noticeNumber + ".")).toList();
    }

    public long bytesOfTheLastAnswer() {
        return sent;
    }

    private void login(HttpExchange call) throws IOException {
        var expected = Base64.getEncoder()
                .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Basic " + expected).equals(call.getRequestHeaders().getFirst("Authorization"))
                || !body.equals("grant_type=client_credentials")) {
            answer(call, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        answer(call, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    private void notice(HttpExchange call) throws IOException {
        var body = call.getRequestBody().readAllBytes();
        var key = call.getRequestHeaders().getFirst("Idempotency-Key");
        calls.add(key);
        if (mood == Mood.NO_LOGIN
                || !("Bearer " + token).equals(call.getRequestHeaders().getFirst("Authorization"))) {
            answer(call, 401, "");
            return;
        }
        switch (mood) {
            case FAULTY -> answer(call, 500, "<h1>Oops</h1>");
            case BUSY -> {
                call.getResponseHeaders().set("Retry-After", "1800");
                answer(call, 429, "");
            }
            case REFUSES -> answer(call, 422, "{\"error\":\"no such post\"}");
            default -> take(call, key, json.readTree(body));
        }
    }

    private void take(HttpExchange call, String key, JsonNode notice) throws IOException {
        effects.putIfAbsent(key, notice);
        switch (mood) {
            case BABBLING -> answer(call, 202, "thanks, we shall see");
            case ENDLESS -> flood(call);
            case SILENT -> taken.countDown();
            default -> answer(call, 202, "{\"reference\":\"CR-" + Math.abs(key.hashCode()) + "\"}");
        }
    }

    private void flood(HttpExchange call) throws IOException {
        call.sendResponseHeaders(202, 0);
        var block = new byte[64 * 1024];
        sent = 0;
        try (var out = call.getResponseBody()) {
            for (var i = 0; i < 1600; i++) {
                out.write(block);
                sent += block.length;
            }
        }
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (call) {
            call.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
