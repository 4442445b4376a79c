package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.duenotice.intake.Source;
import org.duenotice.process.Casework;
import org.duenotice.security.Caller;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;

/** A case with evidence as people see it over HTTP, and the database as its owner sees it. */
final class EvidenceDesk {

    final String number;
    final UUID caseId;
    private final int port;

    EvidenceDesk(Casework casework, int port) {
        this.port = port;
        number = casework.detection(
                "ILLEGAL_GAMBLING",
                Source.OWN_MONITORING,
                "https://casino-%s.example/play".formatted(UUID.randomUUID()));
        caseId = casework.cases.byNumber(number).id();
    }

    String path(String rest) {
        return "/api/v1/cases/" + number + rest;
    }

    HttpResponse<String> get(String person, String rest) {
        return Caller.of(port, person).get(path(rest));
    }

    byte[] bytes(String person, String rest) {
        var login = Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.UTF_8));
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path(rest)))
                                    .header("Authorization", "Basic " + login)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Adds a file with fields as the API takes them. */
    HttpResponse<String> add(String name, byte[] content, Map<String, String> fields) {
        return upload("/evidence", name, content, fields);
    }

    HttpResponse<String> upload(String rest, String name, byte[] content, Map<String, String> fields) {
        var body = new ByteArrayOutputStream();
        fields.forEach(
                (key, value) -> body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(key, value)
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(name)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        var login = Base64.getEncoder().encodeToString("caseworker1:caseworker1".getBytes(StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path(rest)))
                                    .header("Authorization", "Basic " + login)
                                    .header("Idempotency-Key", UUID.randomUUID().toString())
                                    .header("Content-Type", "multipart/form-data; boundary=b")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode added(String name, byte[] content, Map<String, String> fields) {
        var answer = add(name, content, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer);
    }

    JsonNode verified() {
        var answer = get("auditor1", "/custody/verify");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    List<String> events() {
        return StreamSupport.stream(
                        Caller.json(get("auditor1", "/custody?limit=200"))
                                .path("items")
                                .spliterator(),
                        false)
                .map(entry -> entry.path("event").asText())
                .toList();
    }

    static byte[] png(int width, int height) {
        try {
            var out = new ByteArrayOutputStream();
            var image = new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, UUID.randomUUID().hashCode());
            javax.imageio.ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Does it as the owner of the tables, past triggers and foreign keys, as somebody with the database in hand could. */
    static void asOwner(FlywayConnectionDetails owner, String... statements) {
        try (Connection connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var each : statements) {
                statement.executeUpdate(each);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
