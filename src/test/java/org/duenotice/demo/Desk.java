package org.duenotice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people do at their desks, over plain HTTP with their logins: the API for facts, the engine's REST interface for tasks. */
public final class Desk {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    static final int CONFLICT = 409;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI application;

    public Desk(URI application) {
        this.application = application;
    }

    /** Reports a detection and returns the case number. */
    public String report(String person, String category, String... addresses) {
        return post(
                        person,
                        "/api/v1/detections",
                        Map.of(
                                "category",
                                category,
                                "description",
                                "Promises 30 % a month",
                                "source",
                                "OWN_MONITORING",
                                "addresses",
                                List.of(addresses)))
                .path("caseNumber")
                .asText();
    }

    public void addEvidence(String person, String caseNumber) {
        var boundary = "evidence-" + UUID.randomUUID();
        var body =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"page.html\"\r\nContent-Type: text/html\r\n\r\n<html>%s</html>\r\n--%s--\r\n"
                        .formatted(boundary, UUID.randomUUID(), boundary);
        send(
                request(person, "/api/v1/cases/" + caseNumber + "/evidence")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Idempotency-Key", UUID.randomUUID().toString()),
                BodyPublishers.ofString(body));
    }

    /** The content of the case's evidence file of that name, as text; empty where there is none. */
    public String evidence(String person, String caseNumber, String name) {
        for (var file : get(person, "/api/v1/cases/" + caseNumber + "/evidence")) {
            if (file.path("name").asText().equals(name)) {
                return text(request(
                        person,
                        "/api/v1/cases/%s/evidence/%s/content"
                                .formatted(caseNumber, file.path("id").asText())));
            }
        }
        return "";
    }

    private String text(HttpRequest.Builder request) {
        try {
            return http.send(request.GET().build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Takes the one open task of that kind and sends what its form would send; told that somebody else changed it, sends it again. */
    public void complete(String person, String task, String number, Map<String, ?> entered) {
        var id = await(person, task, number).path("id").asText();
        var variables = JsonNodeFactory.instance.objectNode();
        entered.forEach((name, value) -> variables.set(name, typed(value)));
        for (var left = TRIES; left > 0; left--) {
            try {
                post(person, "/engine-rest/task/" + id + "/claim", Map.of("userId", person));
                post(person, "/engine-rest/task/" + id + "/submit-form", Map.of("variables", variables));
                return;
            } catch (Refused refused) {
                if (left == 1 || refused.status() != CONFLICT || !isOpen(person, id)) {
                    throw refused;
                }
                pause();
            }
        }
    }

    private boolean isOpen(String person, String taskId) {
        return get(person, "/engine-rest/task/count?taskId=" + taskId)
                        .path("count")
                        .asInt()
                > 0;
    }

    private JsonNode typed(Object value) {
        var node = JsonNodeFactory.instance.objectNode();
        if (value instanceof Collection<?>) {
            return node.put("type", "Json").put("value", json.valueToTree(value).toString());
        }
        return node.set("value", json.valueToTree(value));
    }

    /** Waits for a task that a job may still be on its way to. */
    public JsonNode await(String person, String task, String number) {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            var found = openTasks(person, task, number);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            pause();
        }
        throw new IllegalStateException("No task %s of %s within %s".formatted(task, number, PATIENCE));
    }

    public JsonNode openTasks(String person, String task, String number) {
        return get(
                person,
                "/engine-rest/task?taskDefinitionKey=%s&processInstanceBusinessKey=%s"
                        .formatted(task, URLEncoder.encode(number, StandardCharsets.UTF_8)));
    }

    static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All items of a list that comes page by page. */
    public List<JsonNode> all(String person, String list) {
        var items = new ArrayList<JsonNode>();
        var after = "";
        do {
            var page = get(person, list + (after.isEmpty() ? "" : (list.contains("?") ? "&" : "?") + "after=" + after));
            page.path("items").forEach(items::add);
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        return items;
    }

    public JsonNode get(String person, String path) {
        return send(request(person, path), null);
    }

    public JsonNode post(String person, String path, Map<String, ?> body) {
        return send(
                request(person, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString()),
                BodyPublishers.ofString(json.valueToTree(body).toString()));
    }

    private HttpRequest.Builder request(String person, String path) {
        if (person.isEmpty()) {
            return HttpRequest.newBuilder(application.resolve(path));
        }
        var login = Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(application.resolve(path)).header("Authorization", "Basic " + login);
    }

    /** A page that anybody can read. */
    String page(String path) {
        return text(HttpRequest.newBuilder(application.resolve(path)).header("Accept", "text/html"));
    }

    private JsonNode send(HttpRequest.Builder request, BodyPublisher body) {
        try {
            var built = (body == null ? request.GET() : request.POST(body)).build();
            HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new Refused(
                        answer.statusCode(),
                        "%s %s: %d %s".formatted(built.method(), built.uri(), answer.statusCode(), answer.body()));
            }
            return answer.body().isEmpty() ? JsonNodeFactory.instance.objectNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What was asked was answered with an error. */
    @SuppressWarnings("serial")
    public static final class Refused extends IllegalStateException {

        private final int status;

        Refused(int status, String what) {
            super(what);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
