package org.duenotice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The system of the authorised body: takes signed notifications over HTTP, knows them by number, and signs decisions. */
public final class OtherSystem {

    /** The category whose cases go to this system; those of the others are handed over in Tasklist. */
    public static final String CATEGORY = "FRAUD_PHISHING";

    private final ObjectMapper json = new ObjectMapper();
    private final KeyPair ours = keys();
    private final KeyPair its = keys();
    private final HttpServer server;
    private final Map<String, JsonNode> taken = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Integer> moods = new ArrayDeque<>();

    OtherSystem() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/notifications", this::take);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/notifications");
    }

    /** The next calls are answered with these statuses instead. */
    public void nextAnswers(Integer... statuses) {
        moods.addAll(java.util.List.of(statuses));
    }

    public int calls() {
        return calls.get();
    }

    /** What was taken under the number, or null. */
    public JsonNode taken(String number) {
        return taken.get(number);
    }

    private void take(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        var body = json.readTree(exchange.getRequestBody());
        var mood = moods.poll();
        var status = mood == null ? accept(exchange, body) : mood;
        if (status == 429) {
            exchange.getResponseHeaders().add("Retry-After", "600");
        }
        var said = "{\"reference\":\"IN-1\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, said.length);
        try (var out = exchange.getResponseBody()) {
            out.write(said);
        }
    }

    private int accept(HttpExchange exchange, JsonNode body) {
        try {
            var signed = JWSObject.parse(body.path("signed").asText());
            if (!signed.verify(new ECDSAVerifier((ECPublicKey) ours.getPublic()))
                    || !body.path("number")
                            .asText()
                            .equals(exchange.getRequestHeaders().getFirst("Idempotency-Key"))) {
                return 401;
            }
            taken.putIfAbsent(body.path("number").asText(), body);
            return 202;
        } catch (ParseException | JOSEException e) {
            return 400;
        }
    }

    /** Signs with its own key. */
    public String signed(Object decision) {
        return signed(decision, its);
    }

    /** Signs with a key that nobody knows. */
    public String signedByAStranger(Object decision) {
        return signed(decision, keys());
    }

    private String signed(Object decision, KeyPair keys) {
        try {
            var signed =
                    new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload(json.writeValueAsString(decision)));
            signed.sign(new ECDSASigner((ECPrivateKey) keys.getPrivate()));
            return signed.serialize();
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String ourPrivateKey() {
        return pem("PRIVATE KEY", ours.getPrivate().getEncoded());
    }

    String itsPublicKey() {
        return pem("PUBLIC KEY", its.getPublic().getEncoded());
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(encoded), kind);
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
