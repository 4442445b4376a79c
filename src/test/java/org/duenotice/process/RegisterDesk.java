package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.duenotice.security.Caller;

/** Works on registers as people and programs do, over HTTP. */
public final class RegisterDesk {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int port;

    public RegisterDesk(int port) {
        this.port = port;
    }

    /** A provision that no other test rests on: of an invented law, for a category no case has. */
    public static ObjectNode basis() {
        return JSON.createObjectNode()
                .put("code", "restriction-register-test-" + NEXT.incrementAndGet())
                .put("purpose", "RESTRICTION")
                .put("actRu", "Закон испытаний")
                .put("actKk", "Сынақ заңы")
                .put("actEn", "Law of the Tests")
                .put("article", "7")
                .put("paragraph", "1")
                .put("summaryRu", "Первая редакция")
                .put("summaryKk", "Бірінші редакция")
                .put("summaryEn", "First wording")
                .put("needsAct", false)
                .put("widestMeasure", "DOMAIN")
                .put("source", "https://law.example/7")
                .put("verified", false)
                .put("validFrom", "2026-01-01")
                .set("categories", JSON.createArrayNode().add("REGISTER_TEST"));
    }

    HttpResponse<String> propose(String register, JsonNode rows) {
        var body = JSON.createObjectNode().put("register", register).put("reasons", "The gazette says so");
        body.set("rows", rows);
        return post("registrar1", "/api/v1/register-changes", body.toString());
    }

    public String proposed(String register, JsonNode rows) {
        return ok(propose(register, rows), 201).path("number").asText();
    }

    HttpResponse<String> decide(String login, String number, String decision, String remarks) {
        var body = JSON.createObjectNode().put("decision", decision).put("remarks", remarks);
        return post(login, "/api/v1/register-changes/%s/decision".formatted(number), body.toString());
    }

    public HttpResponse<String> approve(String number) {
        return decide("manager1", number, "APPROVE", "");
    }

    /** Proposed by one, approved by another. */
    public String recorded(String register, JsonNode rows) {
        var number = proposed(register, rows);
        ok(approve(number), 200);
        return number;
    }

    /** The row of that code as it counts now; more of the address may follow. */
    JsonNode current(String register, String code, String query) {
        for (var after = ""; after != null; ) {
            var page = get("/api/v1/%s?limit=200%s%s".formatted(register, query, after));
            for (var item : page.path("items")) {
                if (item.path("row").path("code").asText().equals(code)) {
                    return item;
                }
            }
            after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : null;
        }
        return null;
    }

    JsonNode get(String path, String... headers) {
        return ok(Caller.of(port, "auditor1").get(path, headers), 200);
    }

    HttpResponse<String> post(String login, String path, String body, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Idempotency-Key";
        all[1] = UUID.randomUUID().toString();
        return Caller.of(port, login).post(path, body, all);
    }

    static JsonNode ok(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Caller.json(answer);
    }

    static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + code);
    }
}
